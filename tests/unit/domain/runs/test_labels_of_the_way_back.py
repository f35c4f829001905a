"""A way back is labelled honestly: exact, new id, messages lost, members lost."""

import pytest

from app.shared.domain.planning.changes import Change
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.runs.leading_back import way_back
from app.shared.domain.structure.channels import Channel, ChannelType
from app.shared.domain.structure.community import AutomodRule
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.roles import Role
from tests.support.builders import NOON, a_channel, a_role
from tests.unit.domain.planning.cases import LiveGuild

HELPER, GENERAL = a_role("helper"), a_channel("general", topic="Talk")
DESK = a_channel("desk", ChannelType.CATEGORY)
SPAM = AutomodRule(key=Key("spam"), name="No spam", trigger=3)
NEW_ID = "It comes back with a new id."


def changes_back(
    then: LiveGuild, now: LiveGuild, members: dict[Key, tuple[int, ...]] | None = None
) -> dict[str, Change]:
    """What the plan back would change, by id."""
    created = frozenset(now.ids.values()) - frozenset(then.ids.values())
    back = way_back(
        then.snapshot, then.bindings, now.snapshot, now.bindings, created, members or {}
    )
    request = PlanRequest(
        blueprint=back.blueprint,
        blueprint_version=None,
        snapshot=now.snapshot,
        bindings=now.bindings,
        requester=None,
        now=NOON,
        restored=back.restored,
    )
    return {change.id: change for change in make_plan(request).changes}


def label(thing: Role | Channel, members: dict[Key, tuple[int, ...]] | None = None) -> str:
    """What is said of a thing that was there then and is gone now."""
    kind = "role" if isinstance(thing, Role) else "channel"
    return changes_back(LiveGuild(thing), LiveGuild(), members)[f"{kind}:{thing.key}:create"].loses


def test_what_only_changed_comes_back_exactly_and_nothing_is_lost() -> None:
    then = LiveGuild(HELPER, GENERAL)
    now = LiveGuild(a_role("helper", hoist=True), a_channel("general", topic="Other"))

    changes = changes_back(then, now)

    assert {name: change.loses for name, change in changes.items()} == {
        "role:helper:update": "",
        "channel:general:update": "",
    }


def test_a_category_comes_back_with_a_new_id_and_no_more_is_lost() -> None:
    assert label(DESK) == NEW_ID


def test_a_rule_comes_back_with_a_new_id_and_no_more_is_lost() -> None:
    changes = changes_back(LiveGuild(automod=(SPAM,)), LiveGuild(automod=()))

    assert changes["rule:spam:create"].loses == NEW_ID


@pytest.mark.parametrize("type", [ChannelType.TEXT, ChannelType.VOICE, ChannelType.ANNOUNCEMENT])
def test_of_a_channel_it_is_said_that_its_messages_are_lost(type: ChannelType) -> None:
    assert label(a_channel("general", type)) == f"{NEW_ID} What was written in it is lost."


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ((5, 6, 7), "3 members have to be given it again;"),
        ((5,), "1 member has to be given it again;"),
        ((), "Nobody had it."),
        (None, "Who had it is not known."),
    ],
)
def test_of_a_role_it_is_said_who_has_to_be_given_it_again(
    members: tuple[int, ...] | None, told: str
) -> None:
    known = {} if members is None else {HELPER.key: members}

    assert label(HELPER, known).startswith(f"{NEW_ID} {told}")
