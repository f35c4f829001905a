"""Effective permissions, checked against tables made by hand from Discord's documentation."""

import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.seed.building import add_channel, add_guild, add_member, add_role, add_user
from app.sandbox.world.channels import Channel, Overwrite, OverwriteType
from app.sandbox.world.guild import Guild
from app.sandbox.world.members import Member
from app.sandbox.world.permissions import (
    ALL_PERMISSIONS,
    Permission,
    channel_permissions,
    guild_permissions,
    top_rank,
)
from app.sandbox.world.world import World

VIEW, SEND, HISTORY, KICK, ADMIN = 1 << 10, 1 << 11, 1 << 16, 1 << 1, 1 << 3
NOW = 1_790_000_000.0


class Place:
    """A guild where @everyone may view, a member with roles "low" and "high", a channel."""

    def __init__(self, low: int = 0, high: int = 0, everyone: int = VIEW) -> None:
        world = World(DrivenClock(NOW))
        self.owner_id = add_user(world, "olive").id
        self.guild: Guild = add_guild(world, "g", self.owner_id)
        self.guild.everyone.permissions = everyone
        self.low = add_role(world, self.guild, "low", low)
        self.high = add_role(world, self.guild, "high", high)
        self.other = add_role(world, self.guild, "other", KICK)
        self.member: Member = add_member(
            world, self.guild, add_user(world, "ada").id, roles=[self.low.id, self.high.id]
        )
        self.channel: Channel = add_channel(world, self.guild, "c")

    def overwrite(self, whom: str, allow: int = 0, deny: int = 0) -> None:
        ids = {
            "everyone": self.guild.id,
            "low": self.low.id,
            "high": self.high.id,
            "other": self.other.id,
            "member": self.member.user_id,
        }
        kind = OverwriteType.MEMBER if whom == "member" else OverwriteType.ROLE
        self.channel.overwrites[ids[whom]] = Overwrite(ids[whom], kind, allow, deny)

    def in_channel(self) -> int:
        return channel_permissions(self.guild, self.member, self.channel, NOW)


@pytest.mark.parametrize(
    ("everyone", "low", "high", "expected"),
    [
        (0, 0, 0, 0),
        (VIEW, 0, 0, VIEW),
        (VIEW, SEND, KICK, VIEW | SEND | KICK),
        (VIEW, 1 << 60, 0, VIEW | 1 << 60),
        (VIEW, ADMIN, 0, ALL_PERMISSIONS),
        (ADMIN, 0, 0, ALL_PERMISSIONS),
    ],
)
def test_in_the_guild_everyone_and_all_roles_add_up(
    everyone: int, low: int, high: int, expected: int
) -> None:
    place = Place(low, high, everyone)

    assert guild_permissions(place.guild, place.member, NOW) == expected


@pytest.mark.parametrize(
    ("overwrites", "expected"),
    [
        ({}, VIEW | SEND),
        ({"everyone": (0, VIEW)}, SEND),
        ({"everyone": (HISTORY, SEND)}, VIEW | HISTORY),
        ({"everyone": (0, SEND), "low": (SEND, 0)}, VIEW | SEND),
        ({"everyone": (SEND, 0), "low": (0, SEND)}, VIEW),
        ({"low": (SEND, 0), "high": (0, SEND)}, VIEW | SEND),
        ({"low": (0, SEND), "high": (SEND, 0)}, VIEW | SEND),
        ({"low": (0, SEND), "high": (0, VIEW)}, 0),
        ({"other": (KICK, VIEW)}, VIEW | SEND),
        ({"low": (SEND, 0), "member": (0, SEND)}, VIEW),
        ({"everyone": (0, VIEW), "low": (0, VIEW), "member": (VIEW, 0)}, VIEW | SEND),
        ({"member": (SEND, SEND)}, VIEW | SEND),
        ({"everyone": (1 << 47, 0)}, VIEW | SEND | 1 << 47),
    ],
)
def test_in_a_channel_everyone_then_roles_then_the_member_decide(
    overwrites: dict[str, tuple[int, int]], expected: int
) -> None:
    place = Place(low=SEND)
    for whom, (allow, deny) in overwrites.items():
        place.overwrite(whom, allow, deny)

    assert place.in_channel() == expected


def test_an_administrator_passes_every_overwrite() -> None:
    place = Place(low=ADMIN)
    place.overwrite("member", deny=ALL_PERMISSIONS)

    assert place.in_channel() == ALL_PERMISSIONS


def test_an_overwrite_makes_nobody_an_administrator() -> None:
    place = Place()
    place.overwrite("member", allow=ADMIN)
    place.overwrite("everyone", deny=SEND)

    assert place.in_channel() == VIEW | ADMIN


def test_the_owner_may_do_everything_everywhere() -> None:
    place = Place(everyone=0)
    owner = place.guild.members[place.owner_id]
    place.overwrite("everyone", deny=VIEW)

    assert guild_permissions(place.guild, owner, NOW) == ALL_PERMISSIONS
    assert channel_permissions(place.guild, owner, place.channel, NOW) == ALL_PERMISSIONS


def test_a_timed_out_member_may_look_and_read_only() -> None:
    place = Place(low=SEND | KICK | HISTORY)
    place.member.timed_out_until = NOW + 1

    assert guild_permissions(place.guild, place.member, NOW) == VIEW | HISTORY
    assert place.in_channel() == VIEW | HISTORY
    assert guild_permissions(place.guild, place.member, NOW + 1) == VIEW | SEND | KICK | HISTORY


def test_timing_out_stops_neither_administrators_nor_the_owner() -> None:
    place = Place(low=ADMIN)
    owner = place.guild.members[place.owner_id]
    for member in (place.member, owner):
        member.timed_out_until = NOW + 1

    assert place.in_channel() == ALL_PERMISSIONS
    assert guild_permissions(place.guild, owner, NOW) == ALL_PERMISSIONS


def test_the_highest_role_counts_and_on_a_tie_the_older() -> None:
    place = Place()
    place.low.position = place.high.position = 3

    assert place.low.id < place.high.id
    assert place.low.rank > place.high.rank
    assert top_rank(place.guild, place.member) == place.low.rank


def test_who_has_no_role_ranks_with_everyone() -> None:
    place = Place()
    place.member.roles = []

    assert top_rank(place.guild, place.member) == place.guild.everyone.rank


def test_the_bits_are_the_documented_ones() -> None:
    everything = 0
    for permission in Permission:
        everything |= permission

    assert everything == ALL_PERMISSIONS == 0x1F7FFFFFFFFFFF
