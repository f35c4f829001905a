"""Whether a live thing already is as a call would make it."""

from typing import Any

import pytest

from app.shared.domain.runs.already import is_already
from app.shared.domain.structure.channels import Channel, ChannelType, Emoji, Overwrite, Tag
from app.shared.domain.structure.community import AutomodAction, AutomodRule
from app.shared.domain.structure.identifiers import EVERYONE, Key, member_target, role_target
from app.shared.domain.structure.roles import Colors, Role
from tests.support.builders import GUILD, a_channel, a_role

LOBBY = a_channel(
    "6",
    name="lobby",
    parent=Key("4"),
    topic="Hi",
    access={
        role_target(EVERYONE): Overwrite(0, 1024),
        role_target(Key("5")): Overwrite(0, 0),
        member_target(42): Overwrite(1, 0),
    },
)
FORUM = a_channel(
    "7",
    ChannelType.FORUM,
    tags=(Tag(key=Key("8"), name="help", moderated=True, emoji=Emoji("x", 9)),),
    default_reaction=Emoji("\N{BUG}"),
)
HELPER = a_role("5", permissions=8, colors=Colors(1, 2), hoist=True)
RULE = AutomodRule(
    key=Key("9"),
    name="No spam",
    trigger=1,
    metadata={"words": ["a"], "more": []},
    actions=(
        AutomodAction(type=2, channel=Key("6")),
        AutomodAction(type=3, duration=60),
        AutomodAction(type=1, message="No."),
    ),
    exempt_roles=frozenset({Key("5")}),
    exempt_channels=frozenset({Key("6")}),
)
ACTIONS = [
    {"type": 2, "metadata": {"channel_id": "6"}},
    {"type": 3, "metadata": {"duration_seconds": 60}},
    {"type": 1, "metadata": {"custom_message": "No."}},
]
OVERWRITES = [
    {"id": str(GUILD), "type": 0, "allow": "0", "deny": "1024"},
    {"id": "5", "type": 0, "allow": "0", "deny": "0"},
    {"id": "42", "type": 1, "allow": "1", "deny": "0"},
]


@pytest.mark.parametrize(
    ("thing", "same", "other"),
    [
        (LOBBY, {"name": "lobby"}, {"name": "hall"}),
        (LOBBY, {"topic": "Hi"}, {"topic": None}),
        (LOBBY, {"parent_id": "4"}, {"parent_id": None}),
        (LOBBY, {"type": 0}, {"type": 5}),
        (LOBBY, {"permission_overwrites": OVERWRITES}, {"permission_overwrites": OVERWRITES[:1]}),
        (
            LOBBY,
            {"permission_overwrites": OVERWRITES[::-1]},
            {"permission_overwrites": [OVERWRITES[0], OVERWRITES[2]]},
        ),
        (LOBBY, {"name": "lobby", "nsfw": False}, {"name": "lobby", "nsfw": True}),
        (LOBBY, {}, {"unheard_of": None}),
        (a_channel("6"), {"topic": None, "parent_id": None}, {"topic": "Hi", "parent_id": None}),
        (
            FORUM,
            {"available_tags": [{"id": "8", "name": "help", "moderated": True, "emoji_id": "9"}]},
            {"available_tags": [{"id": "9", "name": "help", "moderated": True, "emoji_id": "9"}]},
        ),
        (
            FORUM,
            {"available_tags": [{"name": "help", "moderated": True, "emoji_id": "9"}]},
            {"available_tags": [{"name": "help", "moderated": True}]},
        ),
        (
            FORUM,
            {"default_reaction_emoji": {"emoji_id": None, "emoji_name": "\N{BUG}"}},
            {"default_reaction_emoji": None},
        ),
        (RULE, {"trigger_metadata": {"words": ["a"]}}, {"trigger_metadata": {"words": []}}),
        (RULE, {"trigger_metadata": {}}, {"trigger_metadata": {"other": []}}),
        (RULE, {"actions": ACTIONS}, {"actions": [{"type": 2}]}),
        (RULE, {"exempt_roles": ["5"], "enabled": True}, {"exempt_roles": [], "enabled": True}),
        (RULE, {"exempt_channels": ["6"]}, {"exempt_channels": ["6", "7"]}),
        (RULE, {"event_type": 1, "trigger_type": 1}, {"event_type": 2, "trigger_type": 1}),
        (HELPER, {"permissions": "8"}, {"permissions": "9"}),
        (
            HELPER,
            {"colors": {"primary_color": 1, "secondary_color": 2, "tertiary_color": None}},
            {"colors": {"primary_color": 1, "secondary_color": None, "tertiary_color": None}},
        ),
        (HELPER, {"hoist": True, "unicode_emoji": None}, {"hoist": True, "mentionable": True}),
    ],
)
def test_only_what_is_so_is_already_so(
    thing: Role | Channel | AutomodRule, same: dict[str, Any], other: dict[str, Any]
) -> None:
    assert is_already(thing, same, GUILD)
    assert not is_already(thing, other, GUILD)
