"""What each way of writing means."""

from typing import Any

import pytest

from app.shared.domain.blueprint.blueprint import Blueprint, Ignore, Unmanaged
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel, ChannelType, Emoji, Overwrite, Tag
from app.shared.domain.structure.community import AutomodAction
from app.shared.domain.structure.fields import REQUIRE_TAG
from app.shared.domain.structure.identifiers import EVERYONE, Key, member_target, role_target
from app.shared.domain.structure.roles import HOLOGRAPHIC, Colors, Role
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.blueprint_writer import write_blueprint


def read(rest: str) -> Blueprint:
    return read_blueprint(f"version: 1\n{rest}")


def a_channel_of(rest: str) -> Channel:
    return read(f"roles: [Mod, Helper]\nchannels:\n  - {rest}").structure.channels[0]


def test_a_name_alone_is_a_role_or_a_text_channel() -> None:
    structure = read("roles: [Book Club]\nchannels: [general]").structure

    assert structure.roles[0] == Role(key=Key("book-club"), name="Book Club")
    assert structure.channels == (
        Channel(key=Key("general"), type=ChannelType.TEXT, name="general"),
    )


@pytest.mark.parametrize(
    ("written", "colors"),
    [
        ('"#e4935a"', Colors(0xE4935A)),
        ('"#F0A"', Colors(0xFF00AA)),
        ('["#000000", "#ffffff"]', Colors(0, 0xFFFFFF)),
        ("holographic", HOLOGRAPHIC),
        ("none", Colors()),
    ],
)
def test_colours(written: str, colors: Colors) -> None:
    assert read(f"roles: [{{name: a, color: {written}}}]").structure.roles[0].colors == colors


@pytest.mark.parametrize(
    "written", ["[view_channel, send_messages]", "[VIEW_CHANNEL, Send_Messages]", "[1024, 2048]"]
)
def test_permissions_by_name_in_any_case_or_by_number(written: str) -> None:
    assert read(f"everyone: {written}").structure.everyone.permissions == 3 << 10


def test_unknown_permission_bits_survive() -> None:
    blueprint = read("everyone: [1152921504606846976]")

    assert blueprint.structure.everyone.permissions == 1 << 60
    assert "[1152921504606846976]" in write_blueprint(blueprint)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("30s", 30), ("5m", 300), ("2h", 7200), ("1h30m", 5400), ("90", 90), ("0", 0)],
)
def test_durations(written: str, seconds: int) -> None:
    assert a_channel_of(f"{{text: a, slowmode: {written}}}").slowmode == seconds


@pytest.mark.parametrize(("written", "minutes"), [("1h", 60), ("1d", 1440), ("1w", 10080)])
def test_archive_times(written: str, minutes: int) -> None:
    assert a_channel_of(f"{{text: a, archive_after: {written}}}").archive_after == minutes


@pytest.mark.parametrize(
    ("written", "bitrate"), [("96kbps", 96000), ("96 kbps", 96000), ("64001", 64001)]
)
def test_bitrates(written: str, bitrate: int) -> None:
    assert a_channel_of(f"{{voice: a, bitrate: {written}}}").bitrate == bitrate


EVERYONE_TARGET = role_target(EVERYONE)
MOD, HELPER = role_target(Key("mod")), role_target(Key("helper"))
VIEW = 1 << 10
QUIET = 1 << 11 | 1 << 35 | 1 << 36 | 1 << 38


@pytest.mark.parametrize(
    ("written", "access"),
    [
        ("private", {EVERYONE_TARGET: Overwrite(0, VIEW)}),
        (
            '"private to mod, helper"',
            {
                EVERYONE_TARGET: Overwrite(0, VIEW),
                MOD: Overwrite(VIEW),
                HELPER: Overwrite(VIEW),
            },
        ),
        ("read-only", {EVERYONE_TARGET: Overwrite(0, QUIET)}),
        (
            "read-only except mod",
            {EVERYONE_TARGET: Overwrite(0, QUIET), MOD: Overwrite(QUIET)},
        ),
        ("{}", {}),
        ("{mod: {}}", {MOD: Overwrite()}),
        ("{member 123456: {deny: [view_channel]}}", {member_target(123456): Overwrite(0, VIEW)}),
        ("{role 123456: {allow: [view_channel]}}", {role_target(Key("123456")): Overwrite(VIEW)}),
    ],
)
def test_access(written: str, access: dict[str, Overwrite]) -> None:
    assert dict(a_channel_of(f"{{text: a, access: {written}}}").access) == access


@pytest.mark.parametrize(
    "written", ["private to mod, helper", "read-only except mod", "private", "read-only"]
)
def test_access_that_is_exactly_a_short_form_is_written_so(written: str) -> None:
    text = f"version: 1\nroles: [Mod, Helper]\nchannels:\n  - text: a\n    access: {written}\n"

    assert f"    access: {written}\n" in write_blueprint(read_blueprint(text))


@pytest.mark.parametrize(
    "entry",
    [
        "mod: {}",
        "mod: {allow: [view_channel, connect]}",
        "mod: {allow: [view_channel], deny: [connect]}",
        "member 1234: {allow: [view_channel]}",
    ],
)
def test_access_that_is_nearly_a_short_form_is_written_in_full(entry: str) -> None:
    text = f"""roles: [Mod]
channels:
  - {{text: a, access: {{everyone: {{deny: [view_channel]}}, {entry}}}}}"""

    written = write_blueprint(read(text))

    assert "private" not in written
    assert read_blueprint(written) == read(text)


def test_a_channel_that_says_nothing_has_the_access_of_its_category() -> None:
    blueprint = read("""channels:
  - category: Staff
    access: private
    channels:
      - same
      - {text: open, access: {}}
  - outside
""")

    by_key = blueprint.structure.channel_by_key
    assert by_key[Key("same")].access == by_key[Key("staff")].access
    assert dict(by_key[Key("open")].access) == {}
    assert dict(by_key[Key("outside")].access) == {}


def test_channels_come_in_the_order_discord_shows() -> None:
    structure = read("""channels:
  - category: A
    channels: [{voice: Room}, desk]
  - first
""").structure

    assert [channel.key for channel in structure.channels] == ["first", "a", "desk", "room"]


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("Solved", Tag(key=Key("solved"), name="Solved")),
        ("🎉 Events", Tag(key=Key("events"), name="Events", emoji=Emoji("🎉"))),
        ("⚔️ Two words", Tag(key=Key("two-words"), name="Two words", emoji=Emoji("⚔️"))),
        ('"<:blob:12> Blob"', Tag(key=Key("blob"), name="Blob", emoji=Emoji("blob", 12))),
        ("🎉", Tag(key=Key("party-popper"), name="🎉")),
        (
            "{name: 🎉 Events, key: e, moderated: true}",
            Tag(key=Key("e"), name="🎉 Events", moderated=True),
        ),
    ],
)
def test_tags(written: str, tag: Tag) -> None:
    assert a_channel_of(f"{{forum: a, tags: [{written}]}}").tags == (tag,)


def test_block_text_ends_where_its_last_line_ends() -> None:
    channel = a_channel_of("text: a\n    topic: |\n      one\n      two\n")

    assert channel.topic == "one\ntwo"


def test_flags_by_name() -> None:
    assert a_channel_of("{forum: a, flags: [require_tag]}").flags == REQUIRE_TAG


def test_everyone_is_left_alone_when_it_is_left_out() -> None:
    assert Ignore(Kind.ROLE, EVERYONE, "permissions") in read("").ignored
    assert read("everyone: []").ignored == frozenset()


def test_what_is_left_out_of_the_settings_is_left_alone() -> None:
    structure = read("settings: {afk_channel: null, afk_timeout: 5m}").structure

    assert dict(structure.settings) == {"afk_channel": None, "afk_timeout": 300}
    assert read("").structure.automod is None
    assert read("automod: []").structure.automod == ()


def test_ignore_and_protect() -> None:
    blueprint = read("""ignore: {roles: [color], channels: [topic, order], automod: [metadata]}
roles:
  - {name: Mod, ignore: [emoji], protect: true}
channels:
  - {text: a, ignore: [category, access], protect: true}
""")

    assert blueprint.ignored >= {
        Ignore(Kind.ROLE, None, "colors"),
        Ignore(Kind.CHANNEL, None, "topic"),
        Ignore(Kind.CHANNEL, None, "order"),
        Ignore(Kind.RULE, None, "metadata"),
        Ignore(Kind.ROLE, Key("mod"), "unicode_emoji"),
        Ignore(Kind.CHANNEL, Key("a"), "parent"),
        Ignore(Kind.CHANNEL, Key("a"), "access"),
    }
    assert blueprint.protected == {(Kind.ROLE, "mod"), (Kind.CHANNEL, "a")}


@pytest.mark.parametrize(
    ("written", "roles", "channels"),
    [
        ("archive", Unmanaged.ARCHIVE, Unmanaged.ARCHIVE),
        ("{channels: delete}", Unmanaged.KEEP, Unmanaged.DELETE),
    ],
)
def test_unmanaged(written: str, roles: Unmanaged, channels: Unmanaged) -> None:
    blueprint = read(f"unmanaged: {written}")

    assert (blueprint.unmanaged_roles, blueprint.unmanaged_channels) == (roles, channels)


@pytest.mark.parametrize(
    ("written", "action"),
    [
        ("block", {"type": 1}),
        ("{block: Stop.}", {"type": 1, "message": "Stop."}),
        ("{alert: log}", {"type": 2, "channel": "log"}),
        ("{timeout: 10m}", {"type": 3, "duration": 600}),
    ],
)
def test_actions(written: str, action: dict[str, Any]) -> None:
    rules = read(f"""channels: [log]
automod: [{{name: a, trigger: keyword, actions: [{written}]}}]""").structure.automod

    assert rules is not None
    assert rules[0].actions == (AutomodAction(**action),)


def test_unknown_trigger_metadata_survives() -> None:
    blueprint = read("""automod:
  - {name: a, trigger: keyword, keywords: [x], metadata: {new: [1, null]}, actions: [block]}
""")

    assert blueprint.structure.automod is not None
    assert blueprint.structure.automod[0].metadata == {
        "keyword_filter": ["x"],
        "regex_patterns": [],
        "allow_list": [],
        "new": [1, None],
    }
    assert read_blueprint(write_blueprint(blueprint)) == blueprint


def test_a_declared_invisible_character_is_let_in_and_shown_as_an_escape() -> None:
    blueprint = read('invisible_characters: [U+200B]\nroles: ["a\u200bb"]')

    assert blueprint.structure.roles[0].name == "a\u200bb"
    assert '"a\\u200bb"' in write_blueprint(blueprint)


def test_anchors_merges_and_extensions() -> None:
    structure = read("""x-common:
  forum: &forum {slowmode: 1m, flags: [require_tag]}
channels:
  - {forum: help, <<: *forum, slowmode: 5s}
  - {forum: ideas, <<: *forum}
""").structure

    assert [(c.slowmode, c.flags) for c in structure.channels] == [(5, 16), (60, 16)]
