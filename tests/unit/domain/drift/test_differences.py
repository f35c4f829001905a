"""What is different between two moments, and how it is told."""

from dataclasses import replace
from typing import Any

import pytest

from app.shared.domain.drift.changed_since import changed_since
from app.shared.domain.drift.differences import Fate, differences
from app.shared.domain.drift.sentences import left_to_do, wanted_otherwise
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Subject
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.channels import Channel, ChannelType, Emoji, Overwrite, Tag
from app.shared.domain.structure.community import AutomodRule, Onboarding, WelcomeScreen
from app.shared.domain.structure.fields import ROLE_FIELDS, channel_fields
from app.shared.domain.structure.identifiers import EVERYONE, Key, member_target, role_target
from app.shared.domain.structure.roles import Colors, Role
from app.shared.domain.structure.snapshot import Standing
from app.shared.domain.structure.structure import Structure
from tests.support.builders import BOT, a_channel, a_role, a_snapshot, a_structure

OTHER: dict[str, Any] = {
    "name": "other",
    "permissions": 8,
    "colors": Colors(1),
    "hoist": True,
    "mentionable": True,
    "unicode_emoji": "x",
    "type": ChannelType.ANNOUNCEMENT,
    "parent": Key("9"),
    "access": {role_target(EVERYONE): Overwrite()},
    "topic": "Hi",
    "nsfw": True,
    "slowmode": 5,
    "bitrate": 8000,
    "user_limit": 5,
    "region": "rotterdam",
    "video_quality": 2,
    "archive_after": 60,
    "thread_slowmode": 5,
    "tags": (Tag(key=Key("1"), name="help"),),
    "default_reaction": Emoji("x"),
    "sort_order": 1,
    "layout": 1,
    "flags": 1 << 4,
}


def told(before: Structure, after: Structure) -> tuple[str, ...]:
    return changed_since(a_snapshot(before), a_snapshot(after), Bindings())


@pytest.mark.parametrize("field", [field.name for field in ROLE_FIELDS])
def test_every_field_of_a_role_counts(field: str) -> None:
    role = a_role("1")
    changed: Role = replace(role, **{field: OTHER[field]})

    (found,) = differences(a_structure(role), a_structure(changed))

    assert (found.subject, found.key, found.fate, found.field) == (
        Subject.ROLE,
        "1",
        Fate.CHANGED,
        field,
    )
    assert (found.before, found.after) == (getattr(role, field), OTHER[field])


@pytest.mark.parametrize(
    ("type_", "field"),
    [(type_, field.name) for type_ in ChannelType for field in channel_fields(type_)],
)
def test_every_field_of_every_type_of_channel_counts(type_: ChannelType, field: str) -> None:
    desk = a_channel("9", ChannelType.CATEGORY)
    channel = a_channel("1", type_)
    other: Any = ChannelType.TEXT if type_ is OTHER[field] else OTHER[field]
    changed: Channel = replace(channel, **{field: other})

    found = differences(a_structure(desk, channel), a_structure(desk, changed))

    assert [one.field for one in found] == ["access.role:everyone" if field == "access" else field]


def test_an_empty_overwrite_is_not_the_same_as_none() -> None:
    target = member_target(42)
    bare, empty = a_channel("1"), a_channel("1", access={target: Overwrite(0, 0)})

    assert told(a_structure(bare), a_structure(empty)) == (
        "#1: permissions for the member 42 were added.",
    )
    assert told(a_structure(empty), a_structure(bare)) == (
        "#1: permissions for the member 42 were removed.",
    )
    assert told(a_structure(empty), a_structure(empty)) == ()


def test_coming_and_going_is_told() -> None:
    before = a_structure(a_role("1", name="Helper"), a_channel("2", name="lobby"))
    after = a_structure(a_role("3", name="Guide"), a_channel("4", name="hall"))

    assert told(before, after) == (
        "The role Helper was deleted.",
        "The role Guide was created.",
        "#lobby was deleted.",
        "#hall was created.",
    )


def test_a_new_thing_in_the_middle_is_no_change_of_order() -> None:
    first, second = a_channel("1"), a_channel("2")

    found = differences(a_structure(first, second), a_structure(first, a_channel("3"), second))

    assert [one.fate for one in found] == [Fate.CREATED]


def test_orders_are_told_once() -> None:
    roles, channels = [a_role("1"), a_role("2")], [a_channel("3"), a_channel("4")]
    before, after = a_structure(*roles, *channels), a_structure(*roles[::-1], *channels[::-1])

    assert told(before, after) == (
        "The order of roles was changed.",
        "The order of channels was changed.",
    )


def test_settings_and_parts_are_told() -> None:
    lobby = a_channel("1", name="lobby")
    before = a_structure(lobby, settings={"name": "Old", "afk_timeout": 60, "system_channel": "1"})
    after = a_structure(
        lobby,
        settings={"name": "New", "afk_timeout": 60, "system_channel": None},
        welcome_screen=WelcomeScreen(),
        onboarding=Onboarding(),
        automod=(AutomodRule(key=Key("5"), name="No spam", trigger=3),),
    )

    assert told(before, after) == (
        'The server: name was "Old", is now "New".',
        "The server: system channel was #lobby, is now nothing.",
        "The welcome screen was changed.",
        "The onboarding was changed.",
        "The AutoMod rule No spam was created.",
    )


def test_values_are_told_in_words() -> None:
    before = a_structure(
        a_role("5", name="Helper"),
        a_channel("1", access={role_target(Key("5")): Overwrite(1024, 2048)}),
    )
    after = a_structure(
        a_role("5", name="Helper", permissions=1 << 28),
        a_channel("1", nsfw=True, access={role_target(Key("5")): Overwrite(0, 2048 | 1 << 60)}),
    )

    assert told(before, after) == (
        "The role Helper: permissions changed: + Manage Roles.",
        (
            "#1: permissions for @Helper changed (allowed: \N{MINUS SIGN} View Channels; "
            "denied: + unknown permission (bit 60))."
        ),
        "#1: nsfw was off, is now on.",
    )


def test_colours_and_emojis_are_told_as_people_see_them() -> None:
    tag = Tag(key=Key("7"), name="Help")
    before = a_structure(a_role("5", name="Helper"), a_channel("1", ChannelType.FORUM, tags=(tag,)))
    after = a_structure(
        a_role("5", name="Helper", colors=Colors(0x5FA777)),
        a_channel("1", ChannelType.FORUM, default_reaction=Emoji("x")),
    )

    assert told(before, after) == (
        "The role Helper: colors was nothing, is now #5fa777.",
        '#1: tags was "Help", is now nothing.',
        '#1: default reaction was nothing, is now "x".',
    )


def test_names_of_ours_stand_for_ids_that_are_bound() -> None:
    bindings = Bindings().bind(Kind.CHANNEL, Key("lobby"), 1)
    before = a_snapshot(a_structure(a_channel("1", name="lobby")))
    after = a_snapshot(a_structure(a_channel("1", name="hall")))

    assert changed_since(before, after, bindings) == ('#lobby: name was "lobby", is now "hall".',)


def test_what_surrounds_the_structure_is_told() -> None:
    before = a_snapshot(a_structure(a_role("5", name="Helper")))
    after = replace(
        before,
        features=frozenset({"NEWS"}),
        bot=Standing(user_id=BOT, roles=frozenset({Key("5")})),
    )

    assert changed_since(before, after, Bindings()) == (
        'The server: features was nothing, is now "NEWS".',
        "The server: the bot's roles was nothing, is now @Helper.",
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": ChangeKind.CREATE}, "#lobby does not exist."),
        ({"kind": ChangeKind.DELETE}, "#lobby still exists."),
        (
            {"fields": (FieldChange(field="nsfw", before=True, after=False),)},
            "#lobby is not as planned: nsfw is on instead of off.",
        ),
        (
            {
                "fields": (
                    FieldChange(
                        field="colors",
                        before={"primary": 0x5FA777, "secondary": 0x1ABC9C, "tertiary": None},
                        after={"primary": 0, "secondary": None, "tertiary": None},
                    ),
                )
            },
            "#lobby is not as planned: colors is #5fa777 to #1abc9c instead of nothing.",
        ),
        (
            {
                "fields": (
                    FieldChange(
                        field="tags",
                        before=[],
                        after=[{"key": "h", "name": "Help", "moderated": False, "emoji": None}],
                    ),
                    FieldChange(
                        field="default_reaction", before=None, after={"id": 7, "name": None}
                    ),
                )
            },
            (
                '#lobby is not as planned: tags is nothing instead of "Help"; '
                "default reaction is nothing instead of 7."
            ),
        ),
        (
            {"fields": (FieldChange(field="access.member:4", before=None, after={}),)},
            "#lobby is not as planned: permissions for the member 4 are missing.",
        ),
        (
            {
                "fields": (
                    FieldChange(
                        field="access.role:helper",
                        before={"allow": 1024, "deny": 0},
                        after={"allow": 2048, "deny": 0},
                    ),
                )
            },
            (
                "#lobby is not as planned: permissions for @helper differ (allow lacks "
                "Send Messages and Create Posts; allow has View Channels too many)."
            ),
        ),
        (
            {"subject": Subject.ORDER, "key": Key("channels"), "kind": ChangeKind.MOVE},
            "The order of channels is not as planned.",
        ),
    ],
)
def test_what_is_left_to_do_is_told(change: dict[str, Any], sentence: str) -> None:
    whole = {
        "subject": Subject.CHANNEL,
        "kind": ChangeKind.UPDATE,
        "key": Key("lobby"),
        "name": "lobby",
        **change,
    }

    assert left_to_do([Change(**whole)]) == (sentence,)


TOPIC = FieldChange(field="topic", before="Spoilt", after="Hi")
SLOW = FieldChange(field="slowmode", before=10, after=30)
HELPER = {"allow": 0, "deny": 0}


def a_remedy(*fields: FieldChange, kind: ChangeKind = ChangeKind.UPDATE) -> Change:
    return Change(subject=Subject.CHANNEL, kind=kind, key=Key("lobby"), name="lobby", fields=fields)


@pytest.mark.parametrize(
    ("latest", "sentence"),
    [
        (None, ""),
        (a_remedy(TOPIC, SLOW), ""),
        (a_remedy(TOPIC, replace(SLOW, after=60)), "slowmode is to be 60."),
        (a_remedy(replace(TOPIC, after=None)), "topic is to be nothing."),
        (
            a_remedy(replace(TOPIC, after="Ho"), replace(SLOW, after=0)),
            'topic is to be "Ho"; slowmode is to be 0.',
        ),
        (a_remedy(FieldChange(field="nsfw", before=False, after=True)), ""),
        (a_remedy(kind=ChangeKind.DELETE), "The latest design has it no more."),
    ],
)
def test_what_the_latest_design_wants_otherwise_is_told(
    latest: Change | None, sentence: str
) -> None:
    told = wanted_otherwise(a_remedy(TOPIC, SLOW), latest)

    assert told.removeprefix("By the latest design, not applied yet: ") == sentence


def test_what_it_wants_of_permissions_is_told_against_how_they_are() -> None:
    place = "access.role:helper"
    back = FieldChange(field=place, before=HELPER, after={"allow": 2048, "deny": 0})
    latest = replace(back, after={"allow": 1024, "deny": 0})

    told = wanted_otherwise(a_remedy(back), a_remedy(latest))

    assert told.endswith("permissions for @helper differ (allow lacks View Channels).")


def test_what_was_added_by_hand_is_wanted_by_no_design() -> None:
    added = a_remedy(kind=ChangeKind.DELETE)

    assert wanted_otherwise(added, added) == ""
