"""Channels as Discord lists them."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from app.shared.domain.structure.channels import Access, Channel, ChannelType, Overwrite, Tag
from app.shared.domain.structure.fields import OBFUSCATED, SETTABLE_FLAGS, channel_fields
from app.shared.domain.structure.identifiers import (
    GuildId,
    Key,
    Target,
    member_target,
    role_target,
)
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.snapshot import ChannelFacts
from app.shared.infrastructure.discord.reading.roles import role_key
from app.shared.infrastructure.discord.reading.values import (
    Object,
    bits,
    emoji,
    key_of,
    key_or_none,
)

_TYPES = frozenset(int(kind) for kind in ChannelType)
_ROLE, _MEMBER = 0, 1


def is_hidden(channel: Object) -> bool:
    """A stand-in for a channel that the bot may not see: its name and access are not real."""
    return bool(int(channel.get("flags") or 0) & OBFUSCATED)


def is_structure(channel: Object) -> bool:
    """Threads, directories and types that Discord may add are not ours to design."""
    return channel["type"] in _TYPES and not is_hidden(channel)


def read_channels(guild_id: GuildId, channels: Iterable[Object]) -> tuple[Channel, ...]:
    """In the order people see them; equal positions go by id."""
    known = [channel for channel in channels if is_structure(channel)]
    ordered = sorted(known, key=lambda channel: (int(channel["position"]), int(channel["id"])))
    return display_order(read_channel(guild_id, channel) for channel in ordered)


def read_channel_facts(channels: Iterable[Object]) -> Mapping[Key, ChannelFacts]:
    return {
        key_of(channel["id"]): ChannelFacts(
            position=int(channel["position"]),
            last_message_id=_number(channel.get("last_message_id")),
        )
        for channel in channels
        if is_structure(channel)
    }


def read_channel(guild_id: GuildId, channel: Object) -> Channel:
    """Fields that the type does not have, or that Discord left out, stay at their defaults."""
    kind = ChannelType(channel["type"])
    read: dict[str, Any] = {}
    for field in channel_fields(kind):
        value = channel.get(field.api)
        if field.name in _READERS and value is not None:
            read[field.name] = _READERS[field.name](value)
    return Channel(
        key=key_of(channel["id"]),
        type=kind,
        name=channel["name"],
        parent=key_or_none(channel.get("parent_id")),
        access=_access(guild_id, channel.get("permission_overwrites") or ()),
        **read,
    )


def _access(guild_id: GuildId, overwrites: Iterable[Object]) -> Access:
    return MappingProxyType(
        {
            _target(guild_id, overwrite): Overwrite(
                bits(overwrite.get("allow")), bits(overwrite.get("deny"))
            )
            for overwrite in overwrites
            if int(overwrite["type"]) in {_ROLE, _MEMBER}
        }
    )


def _target(guild_id: GuildId, overwrite: Object) -> Target:
    if int(overwrite["type"]) == _MEMBER:
        return member_target(int(overwrite["id"]))
    return role_target(role_key(guild_id, overwrite["id"]))


def _tags(tags: Iterable[Object]) -> tuple[Tag, ...]:
    return tuple(
        Tag(
            key=key_of(tag["id"]),
            name=tag["name"],
            moderated=bool(tag.get("moderated")),
            emoji=emoji(tag.get("emoji_id"), tag.get("emoji_name")),
        )
        for tag in tags
    )


def _reaction(reaction: Object) -> Any:
    return emoji(reaction.get("emoji_id"), reaction.get("emoji_name"))


def _flags(flags: Any) -> int:
    return int(flags) & SETTABLE_FLAGS


def _number(value: Any) -> int | None:
    return None if value is None else int(value)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "topic": str,
    "nsfw": bool,
    "slowmode": int,
    "bitrate": int,
    "user_limit": int,
    "region": str,
    "video_quality": int,
    "archive_after": int,
    "thread_slowmode": int,
    "tags": _tags,
    "default_reaction": _reaction,
    "sort_order": int,
    "layout": int,
    "flags": _flags,
}
