"""Whether a call shows in the guild as it is."""

from typing import Any

import pytest

from app.shared.domain.planning.steps import Action, reference
from app.shared.domain.runs.effects import Effect, effect_in_guild, parts_of
from app.shared.domain.runs.resolving import Ids, UnknownReference
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.channels import ChannelType, Overwrite, Tag
from app.shared.domain.structure.community import AutomodRule, Onboarding, Prompt, PromptOption
from app.shared.domain.structure.identifiers import EVERYONE, Key, member_target, role_target
from app.shared.domain.structure.snapshot import ChannelFacts, Coverage, RoleFacts
from tests.support.builders import GUILD, a_channel, a_role, a_snapshot, a_step, a_structure

IDS = Ids(
    GUILD,
    Bindings()
    .bind(Kind.ROLE, Key("helper"), 5)
    .bind(Kind.CHANNEL, Key("lobby"), 6)
    .bind(Kind.CHANNEL, Key("forum"), 7)
    .bind(Kind.CHANNEL, Key("vault"), 8)
    .bind(Kind.RULE, Key("spam"), 9),
)
LIVE = a_snapshot(
    a_structure(
        a_role("5", name="Helper"),
        a_channel("4", ChannelType.CATEGORY),
        a_channel(
            "6",
            name="lobby",
            parent=Key("4"),
            access={
                role_target(EVERYONE): Overwrite(0, 1024),
                role_target(Key("5")): Overwrite(0, 0),
                member_target(42): Overwrite(1, 0),
            },
        ),
        a_channel("7", ChannelType.FORUM, tags=(Tag(key=Key("70"), name="help"),)),
        automod=(AutomodRule(key=Key("9"), name="No spam", trigger=3),),
        onboarding=Onboarding(
            prompts=(
                Prompt(key=Key("1"), title="A", options=(PromptOption(key=Key("2"), title="Yes"),)),
                Prompt(key=Key("3"), title="B"),
            )
        ),
    ),
    role_facts={Key("5"): RoleFacts(position=3)},
    channel_facts={Key("6"): ChannelFacts(position=2)},
    coverage=Coverage(unseen_channels=frozenset({Key("8")})),
)
LOBBY, HELPER = reference(Kind.CHANNEL, Key("lobby")), reference(Kind.ROLE, Key("helper"))
EVERYBODY = reference(Kind.ROLE, EVERYONE)


def effect(action: Action, key: str, body: Any = None, target: Any = None) -> Effect:
    step = a_step(1, action, key=Key(key), body=body, target=target)
    return effect_in_guild(step, LIVE, IDS)


@pytest.mark.parametrize(
    ("action", "key", "expected"),
    [
        (Action.DELETE_ROLE, "helper", Effect.NONE),
        (Action.DELETE_ROLE, "99", Effect.SHOWS),
        (Action.DELETE_CHANNEL, "lobby", Effect.NONE),
        (Action.DELETE_CHANNEL, "vault", Effect.NONE),
        (Action.DELETE_CHANNEL, "99", Effect.SHOWS),
        (Action.DELETE_RULE, "spam", Effect.NONE),
        (Action.DELETE_RULE, "99", Effect.SHOWS),
    ],
)
def test_a_deletion_shows_when_the_thing_is_gone(
    action: Action, key: str, expected: Effect
) -> None:
    assert effect(action, key) is expected


@pytest.mark.parametrize(
    ("action", "key", "body", "expected"),
    [
        (Action.EDIT_CHANNEL, "lobby", {"name": "lobby"}, Effect.SHOWS),
        (Action.EDIT_CHANNEL, "lobby", {"name": "hall"}, Effect.NONE),
        (Action.EDIT_CHANNEL, "99", {"name": "hall"}, Effect.NONE),
        (Action.EDIT_ROLE, "helper", {"name": "Helper"}, Effect.SHOWS),
        (Action.EDIT_ROLE, "helper", {"name": "Guide"}, Effect.NONE),
        (Action.EDIT_ROLE, "everyone", {"permissions": "0"}, Effect.SHOWS),
        (Action.EDIT_ROLE, "everyone", {"permissions": "1"}, Effect.NONE),
        (Action.EDIT_RULE, "spam", {"name": "No spam"}, Effect.SHOWS),
        (Action.EDIT_RULE, "spam", {"enabled": False}, Effect.NONE),
        (Action.EDIT_RULE, "99", {"enabled": False}, Effect.NONE),
        (Action.EDIT_GUILD, "settings", {"name": "Guild"}, Effect.UNKNOWN),
    ],
)
def test_an_edit_shows_when_all_that_was_sent_is_so(
    action: Action, key: str, body: Any, expected: Effect
) -> None:
    assert effect(action, key, body) is expected


@pytest.mark.parametrize(
    ("target", "allow", "deny", "expected"),
    [
        (EVERYBODY, "0", "1024", Effect.SHOWS),
        (EVERYBODY, "1024", "0", Effect.NONE),
        (HELPER, "0", "0", Effect.SHOWS),
        (HELPER, "1", "0", Effect.NONE),
        ("42", "1", "0", Effect.SHOWS),
        ("43", "0", "0", Effect.NONE),
    ],
)
def test_an_overwrite_shows_when_it_is_there_to_the_bit(
    target: Any, allow: str, deny: str, expected: Effect
) -> None:
    body = {"type": 0, "allow": allow, "deny": deny}

    assert effect(Action.PUT_OVERWRITE, "lobby", body, target) is expected


@pytest.mark.parametrize(
    ("channel", "target", "expected"),
    [
        ("lobby", HELPER, Effect.NONE),
        ("lobby", "43", Effect.SHOWS),
        ("vault", "43", Effect.UNKNOWN),
    ],
)
def test_a_deleted_overwrite_shows_when_it_is_not_there(
    channel: str, target: Any, expected: Effect
) -> None:
    assert effect(Action.DELETE_OVERWRITE, channel, target=target) is expected


@pytest.mark.parametrize(
    ("action", "entry", "expected"),
    [
        (Action.ORDER_ROLES, {"id": HELPER, "position": 3}, Effect.SHOWS),
        (Action.ORDER_ROLES, {"id": HELPER, "position": 4}, Effect.UNKNOWN),
        (Action.ORDER_CHANNELS, {"id": LOBBY, "position": 2}, Effect.SHOWS),
        (Action.ORDER_CHANNELS, {"id": LOBBY, "position": 2, "parent_id": "4"}, Effect.SHOWS),
        (Action.ORDER_CHANNELS, {"id": LOBBY, "position": 2, "parent_id": None}, Effect.UNKNOWN),
        (Action.ORDER_CHANNELS, {"id": LOBBY, "lock_permissions": True}, Effect.UNKNOWN),
        (Action.ORDER_CHANNELS, {"id": "99", "position": 2}, Effect.UNKNOWN),
    ],
)
def test_an_order_shows_in_its_numbers(
    action: Action, entry: dict[str, Any], expected: Effect
) -> None:
    assert effect(action, "order", [entry]) is expected


def test_what_is_about_nothing_we_know_cannot_be_told() -> None:
    with pytest.raises(UnknownReference):
        effect(Action.EDIT_CHANNEL, "nowhere", {"name": "x"})


def test_the_parts_of_a_call_are_read_from_the_guild() -> None:
    onboarding = a_step(1, Action.EDIT_ONBOARDING, key=Key("onboarding"))
    forum = a_step(1, Action.EDIT_CHANNEL, key=Key("forum"))
    role = a_step(1, Action.EDIT_ROLE, key=Key("helper"))

    assert parts_of(onboarding, LIVE, IDS) == (1, 2, 3)
    assert parts_of(forum, LIVE, IDS) == (70,)
    assert parts_of(role, LIVE, IDS) == ()
