import json
import os
from pathlib import Path
from typing import Any

import pytest

from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.domain.blueprint.validation import problems_of
from app.shared.domain.structure.channels import ChannelType, Emoji, Overwrite
from app.shared.domain.structure.identifiers import EVERYONE, Key, role_target
from app.shared.domain.structure.roles import HOLOGRAPHIC
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from app.shared.infrastructure.files.discord_template import import_template, read_template

TEMPLATES = os.environ.get("DISCORD_TEMPLATES", "")


def a_template(**guild: Any) -> str:
    everyone = {"id": 0, "name": "@everyone", "permissions": "1024"}
    guild["roles"] = [everyone, *guild.get("roles", [])]
    return json.dumps({"name": "Ours", "serialized_source_guild": {"channels": [], **guild}})


def channel(id: int, name: str, type: int = 0, **fields: Any) -> dict[str, Any]:
    return {"id": id, "name": name, "type": type, "position": id, **fields}


def test_roles_come_from_top_to_bottom() -> None:
    roles = [{"id": 1, "name": "Low"}, {"id": 2, "name": "High", "hoist": True}]

    structure = read_template(a_template(roles=roles)).structure

    assert [role.key for role in structure.roles] == ["high", "low", EVERYONE]
    assert structure.roles[0].hoist
    assert structure.everyone.permissions == 1024


def test_roles_of_the_same_name_are_all_there() -> None:
    roles = [{"id": 1, "name": "Violet"}, {"id": 2, "name": "Violet"}]

    structure = read_template(a_template(roles=roles)).structure

    assert [role.key for role in structure.roles] == ["violet", "violet-2", EVERYONE]


def test_the_old_way_of_writing_permissions_is_read() -> None:
    role = {"id": 1, "name": "Old", "permissions": 8, "permissions_new": "1099511627784"}
    overwrite = {
        "id": 1,
        "type": "role",
        "allow": 1024,
        "deny": 0,
        "allow_new": "1024",
        "deny_new": "1099511627776",
    }
    text = a_template(roles=[role], channels=[channel(1, "a", permission_overwrites=[overwrite])])

    structure = read_template(text).structure

    assert structure.role_by_key[Key("old")].permissions == 1 << 40 | 8
    assert structure.channels[0].access == {role_target(Key("old")): Overwrite(1024, 1 << 40)}


def test_the_new_way_of_writing_is_read() -> None:
    colors = {"primary_color": 11127295, "secondary_color": 16759788, "tertiary_color": 16761760}
    role = {"id": "1", "name": "New", "permissions": "8", "colors": colors, "unicode_emoji": "🎉"}
    overwrite = {"id": "0", "type": 0, "allow": "0", "deny": "1024"}
    text = a_template(roles=[role], channels=[channel(1, "a", permission_overwrites=[overwrite])])

    structure = read_template(text).structure

    assert structure.roles[0].colors == HOLOGRAPHIC
    assert structure.roles[0].unicode_emoji == "🎉"
    assert structure.channels[0].access == {role_target(EVERYONE): Overwrite(0, 1024)}


def test_channels_stand_in_their_categories_by_position() -> None:
    channels = [
        channel(1, "Second", 4),
        channel(2, "last", parent_id=1),
        channel(3, "Room", 2, parent_id=1, position=0, user_limit=5, bitrate=96000),
        channel(4, "early", parent_id=1, position=1),
        channel(5, "First", 4, position=0),
        channel(6, "loose"),
    ]

    structure = read_template(a_template(channels=channels)).structure

    assert [c.key for c in structure.channels] == [
        "loose",
        "first",
        "second",
        "early",
        "last",
        "room",
    ]
    room = structure.channels[-1]
    assert (room.type, room.user_limit, room.bitrate) == (ChannelType.VOICE, 5, 96000)


def test_forums_bring_their_tags() -> None:
    forum = channel(
        1,
        "help",
        15,
        topic="Ask",
        available_tags=[{"id": 1, "name": "Done", "moderated": True, "emoji_name": "✅"}],
        default_reaction_emoji={"emoji_id": None, "emoji_name": "👍"},
        default_sort_order=1,
        default_forum_layout=2,
        flags=16 | 1 << 30,
    )

    found = read_template(a_template(channels=[forum])).structure.channels[0]

    assert [(t.key, t.moderated, t.emoji) for t in found.tags] == [("done", True, Emoji("✅"))]
    assert (found.default_reaction, found.sort_order, found.layout) == (Emoji("👍"), 1, 2)
    assert found.flags == 16


def test_settings_are_taken_over_but_not_who_the_server_is() -> None:
    text = a_template(
        name="Theirs",
        description="About them",
        verification_level=2,
        afk_timeout=300,
        afk_channel_id=None,
        system_channel_id=1,
        channels=[channel(1, "a")],
    )

    imported = import_template(text)

    assert dict(imported.blueprint.structure.settings) == {
        "verification": 2,
        "afk_timeout": 300,
        "afk_channel": None,
        "system_channel": "a",
    }
    assert imported.name == "Ours"


def test_what_cannot_be_taken_over_is_a_finding() -> None:
    text = a_template(
        icon_hash="abc",
        roles=[{"id": 1, "name": "A", "icon": "abc", "permissions": 1 << 13}],
        channels=[
            channel(1, "shop", 6),
            channel(
                2,
                "help",
                15,
                available_tags=[{"id": 1, "name": "Blob", "emoji_id": "5"}],
                permission_overwrites=[{"id": 99, "type": 1, "allow": 0, "deny": 0}],
            ),
        ],
    )

    imported = import_template(text)

    assert [finding.code for finding in imported.findings] == [
        "template_role_icon",
        "template_channel_type",
        "template_emoji",
        "template_overwrite",
        "template_icon",
        "template_permissions_split",
    ]
    assert "pin_messages" in imported.findings[-1].what
    assert problems_of(imported.blueprint) == ()


def test_what_discord_accepted_once_is_put_right_and_said() -> None:
    overlap = {"id": 0, "type": "role", "allow": 1024, "deny": 1024}
    text = a_template(
        channels=[channel(1, "Général", topic="x" * 2000, permission_overwrites=[overlap])]
    )

    imported = import_template(text)

    found = imported.blueprint.structure.channels[0]
    assert (found.name, found.topic) == ("général", "")
    assert found.access == {role_target(EVERYONE): Overwrite(1024, 0)}
    assert {finding.code for finding in imported.findings} == {"template_value_refused"}
    assert problems_of(imported.blueprint) == ()
    assert read_blueprint(write_blueprint(imported.blueprint)) == imported.blueprint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", "no guild template"),
        ("{}", "not what Discord makes"),
        ('{"roles": [1], "channels": []}', "not what Discord makes"),
        ('{"roles": [{"id": true, "name": "a"}], "channels": []}', "not what Discord makes"),
        ("[" * 100_000, "nested too deeply"),
        ("1" * 2_000_000, "larger than 1 MiB"),
    ],
)
def test_what_is_no_template_is_refused(text: str, words: str) -> None:
    with pytest.raises(BlueprintRefused, match=words):
        read_template(text, "template.json")


def test_broken_json_is_told_with_its_place() -> None:
    with pytest.raises(BlueprintRefused) as refused:
        read_template('{\n  "roles": [,]}', "template.json")

    assert str(refused.value.problems[0]).startswith("template.json:2:13: This is not JSON")


def test_a_template_that_no_server_can_hold_is_refused() -> None:
    channels = [channel(n, f"c{n}") for n in range(1, 502)]

    with pytest.raises(BlueprintRefused, match="501 channels"):
        read_template(a_template(channels=channels))


@pytest.mark.skipif(not TEMPLATES, reason="DISCORD_TEMPLATES names no folder of templates")
def test_real_templates_become_blueprints_that_lose_nothing() -> None:
    paths = sorted(Path(TEMPLATES).glob("*.json"))
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        guild = json.loads(text)["serialized_source_guild"]

        blueprint = read_template(text, path.name)

        structure = blueprint.structure
        assert len(structure.roles) == len(guild["roles"])
        assert len(structure.channels) == len(guild["channels"])
        assert sorted(c.name for c in structure.channels) == sorted(
            c["name"] for c in guild["channels"]
        )
        assert sorted(r.permissions for r in structure.roles) == sorted(
            int(r["permissions_new"]) for r in guild["roles"]
        )
        assert sum(len(c.access) for c in structure.channels) == sum(
            len(c["permission_overwrites"]) for c in guild["channels"]
        )
        assert read_blueprint(write_blueprint(blueprint)) == blueprint
