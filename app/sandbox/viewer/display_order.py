"""The order in which Discord's client shows channels and roles.

Loose channels come first, then the categories; inside each, voice and stage stand below
the others. Equal positions are ordered by id.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.sandbox.world.channels import VOICE_LIKE, Channel, ChannelType
from app.sandbox.world.guild import Guild
from app.sandbox.world.roles import Role


@dataclass(frozen=True, slots=True)
class ChannelGroup:
    """`category` is None for the loose channels on top."""

    category: Channel | None
    channels: list[Channel]


def channel_groups(guild: Guild) -> list[ChannelGroup]:
    """The loose channels' group is always there, and first, even when it is empty."""
    categories = sorted(
        (each for each in guild.channels.values() if each.type is ChannelType.CATEGORY),
        key=sort_key,
    )
    loose = [
        each
        for each in guild.channels.values()
        if each.type is not ChannelType.CATEGORY and each.parent_id not in guild.channels
    ]
    return [
        ChannelGroup(None, in_order(loose)),
        *(ChannelGroup(each, in_order(guild.children_of(each.id))) for each in categories),
    ]


def in_order(channels: Iterable[Channel]) -> list[Channel]:
    return sorted(channels, key=sort_key)


def sort_key(channel: Channel) -> tuple[bool, int, int]:
    return (channel.type in VOICE_LIKE, channel.position, channel.id)


def roles_from_the_top(guild: Guild) -> list[Role]:
    """@everyone, which ranks lowest, comes last."""
    return sorted(guild.roles.values(), key=lambda role: role.rank, reverse=True)
