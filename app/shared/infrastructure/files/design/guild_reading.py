"""Reads roles, channels and settings."""

from typing import Any

from app.shared.domain.blueprint.problems import Path
from app.shared.domain.blueprint.rules.references import TYPE_WORDS
from app.shared.domain.language.listing import one_of
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel, ChannelType, Tag
from app.shared.domain.structure.fields import SETTING_CHANNELS, SETTING_FIELDS, channel_fields
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Setting
from app.shared.infrastructure.files.design.faults import Faults, Unreadable
from app.shared.infrastructure.files.design.parts import access, colors, emoji
from app.shared.infrastructure.files.design.things import STANDING, UNREADABLE, Things
from app.shared.infrastructure.files.design.values import (
    Reader,
    Record,
    decimal,
    flag,
    key,
    list_of,
    listed,
    optional,
    table,
    text,
    whole,
)

_ROLE = Record(
    to_say("A role"),
    {
        "key": key,
        "name": text,
        "permissions": decimal,
        "colors": colors,
        "hoist": flag,
        "mentionable": flag,
        "unicode_emoji": optional(text),
        **STANDING,
    },
    ("key", "name"),
)
_TAG = Record(
    to_say("A tag"),
    {"key": key, "name": text, "moderated": flag, "emoji": optional(emoji)},
    ("key", "name"),
)


def _tag(value: Any, path: Path, faults: Faults) -> Tag:
    values = _TAG.read(value, path, faults)
    fallback = {"key": Key(f"{UNREADABLE}-{path[-1]}"), "name": f"{UNREADABLE} {path[-1]}"}
    return Tag(**(fallback | values))


def _type(value: Any, path: Path, faults: Faults) -> ChannelType:
    number = whole(value, path, faults)
    if number not in TYPE_WORDS:
        types = one_of(f"{kind.value} ({word})" for kind, word in TYPE_WORDS.items())
        raise faults.unreadable(
            path, say("There is no such type of channel."), say("It is {types}.", types=types)
        )
    return ChannelType(number)


_CHANNEL_VALUES: dict[str, Reader[Any]] = {
    "key": key,
    "name": text,
    "type": _type,
    "parent": optional(key),
    "access": access,
    "topic": text,
    "nsfw": flag,
    "slowmode": whole,
    "bitrate": whole,
    "user_limit": whole,
    "region": optional(text),
    "video_quality": whole,
    "archive_after": optional(whole),
    "thread_slowmode": whole,
    "tags": list_of(_tag),
    "default_reaction": optional(emoji),
    "sort_order": optional(whole),
    "layout": whole,
    "flags": whole,
    **STANDING,
}
_ALWAYS = ("key", "name", "type", "parent", "access", *STANDING)
_NOUNS = {
    ChannelType.TEXT: to_say("A text channel"),
    ChannelType.VOICE: to_say("A voice channel"),
    ChannelType.CATEGORY: to_say("A category"),
    ChannelType.ANNOUNCEMENT: to_say("An announcement channel"),
    ChannelType.STAGE: to_say("A stage channel"),
    ChannelType.FORUM: to_say("A forum channel"),
    ChannelType.MEDIA: to_say("A media channel"),
}
_CHANNELS = {
    kind: Record(
        _NOUNS[kind],
        {
            name: _CHANNEL_VALUES[name]
            for name in (*_ALWAYS, *(field.name for field in channel_fields(kind)))
        },
        ("key", "name"),
    )
    for kind in ChannelType
}

_TEXTS = frozenset({"name", "description", "locale"})
_FLAGS = frozenset({"boost_progress_bar", "community"})


def _setting_reader(name: str) -> Reader[Any]:
    if name in SETTING_CHANNELS or name in _TEXTS:
        return optional(text)
    return flag if name in _FLAGS else whole


_SETTINGS = Record(to_say("The server"), {f.name: _setting_reader(f.name) for f in SETTING_FIELDS})


def read_roles(value: Any, path: Path, faults: Faults, things: Things) -> tuple[Role, ...]:
    roles: list[Role] = []
    for index, item in enumerate(listed(value, path, faults)):
        place = (*path, index)
        try:
            values = _ROLE.read(item, place, faults)
        except Unreadable:
            faults.blind(place)
            continue
        role_key = things.register(Kind.ROLE, values, place)
        roles.append(Role(key=role_key, **({"name": UNREADABLE} | values)))
    return tuple(roles)


def read_channels(value: Any, path: Path, faults: Faults, things: Things) -> tuple[Channel, ...]:
    channels: list[Channel] = []
    for index, item in enumerate(listed(value, path, faults)):
        place = (*path, index)
        try:
            found = table(item, place, faults)
            if "type" not in found:
                raise faults.unreadable((*place, "type"), say("A channel needs the field `type`."))
            kind = _type(found["type"], (*place, "type"), faults)
        except Unreadable:
            faults.blind(place)
            continue
        values = _CHANNELS[kind].read(found, place, faults)
        if "parent" in found and "parent" not in values:
            faults.whole = False
        channel_key = things.register(Kind.CHANNEL, values, place)
        channels.append(Channel(key=channel_key, **({"name": UNREADABLE} | values)))
    return tuple(channels)


def read_settings(value: Any, path: Path, faults: Faults) -> dict[str, Setting]:
    return _SETTINGS.read(value, path, faults)
