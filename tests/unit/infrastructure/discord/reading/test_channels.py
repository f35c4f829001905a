"""Channels as Discord sends them, with everything that may surprise."""

from typing import Any

from app.shared.domain.structure.channels import Channel, ChannelType, Emoji, Overwrite, Tag
from app.shared.domain.structure.fields import REQUIRE_TAG
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    GuildId,
    Key,
    member_target,
    role_target,
)
from app.shared.infrastructure.discord.reading.channels import read_channel_facts, read_channels

GUILD = GuildId(100)


def raw(id: int, type: int = 0, **fields: Any) -> dict[str, Any]:
    return {"id": str(id), "type": type, "name": f"c{id}", "position": id, **fields}


def test_a_forum_is_read_whole() -> None:
    forum = raw(
        5,
        15,
        parent_id="4",
        topic="Ask",
        nsfw=True,
        rate_limit_per_user=10,
        default_auto_archive_duration=1440,
        default_thread_rate_limit_per_user=3,
        available_tags=[
            {"id": "7", "name": "help", "moderated": True, "emoji_id": None, "emoji_name": "x"},
            {"id": "8", "name": "bug", "moderated": False, "emoji_id": "9", "emoji_name": "wave"},
        ],
        default_reaction_emoji={"emoji_id": None, "emoji_name": "y"},
        default_sort_order=1,
        default_forum_layout=2,
        flags=REQUIRE_TAG | 1 << 40,
        some_day="a field of the future",
    )

    (read,) = read_channels(GUILD, [forum])

    assert read == Channel(
        key=Key("5"),
        type=ChannelType.FORUM,
        name="c5",
        parent=Key("4"),
        topic="Ask",
        nsfw=True,
        slowmode=10,
        archive_after=1440,
        thread_slowmode=3,
        tags=(
            Tag(key=Key("7"), name="help", moderated=True, emoji=Emoji("x")),
            Tag(key=Key("8"), name="bug", emoji=Emoji(id=9)),
        ),
        default_reaction=Emoji("y"),
        sort_order=1,
        layout=2,
        flags=REQUIRE_TAG,
    )


def test_what_discord_leaves_out_or_sends_as_null_is_the_default() -> None:
    nulls: dict[str, Any] = dict.fromkeys(
        ("topic", "rtc_region", "default_sort_order", "parent_id")
    )

    (bare,) = read_channels(GUILD, [raw(5)])
    (nulled,) = read_channels(GUILD, [raw(5, **nulls)])

    assert bare == nulled == Channel(key=Key("5"), type=ChannelType.TEXT, name="c5")


def test_fields_that_a_type_does_not_have_are_not_read() -> None:
    (read,) = read_channels(GUILD, [raw(5, 4, topic="x", bitrate=9, nsfw=True, user_limit=3)])

    assert read == Channel(key=Key("5"), type=ChannelType.CATEGORY, name="c5")


def test_threads_directories_and_the_future_are_left_out() -> None:
    channels = [raw(number, kind) for number, kind in enumerate((10, 11, 12, 14, 99, 0))]

    assert [c.key for c in read_channels(GUILD, channels)] == ["5"]
    assert list(read_channel_facts(channels)) == ["5"]


def test_overwrites_keep_bits_that_nobody_knows() -> None:
    overwrites = [
        {"id": "100", "type": 0, "allow": str(1 << 60), "deny": "1024"},
        {"id": "7", "type": 0, "allow": "0", "deny": "0"},
        {"id": "8", "type": 1, "allow": "1", "deny": None},
        {"id": "9", "type": 2, "allow": "1", "deny": "0"},
    ]

    (read,) = read_channels(GUILD, [raw(5, permission_overwrites=overwrites)])

    assert read.access == {
        role_target(EVERYONE): Overwrite(1 << 60, 1024),
        role_target(Key("7")): Overwrite(0, 0),
        member_target(8): Overwrite(1, 0),
    }


def test_equal_positions_go_by_age_whatever_the_order_of_the_list() -> None:
    channels = [raw(9, position=3), raw(10, position=3), raw(8, position=3), raw(11, position=1)]

    assert [c.key for c in read_channels(GUILD, channels)] == ["11", "8", "9", "10"]
