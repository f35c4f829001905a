"""Rules for channels: names, places, and which field a type has."""

from collections.abc import Iterator
from dataclasses import fields as dataclass_fields

from app.shared.domain.blueprint.problems import Path, Problem
from app.shared.domain.blueprint.rules.channel_fields import field_problems
from app.shared.domain.blueprint.rules.keys_in_use import key_problems
from app.shared.domain.blueprint.rules.permissions import access_problems
from app.shared.domain.blueprint.rules.references import TYPE_WORDS
from app.shared.domain.blueprint.rules.texts import line_problems
from app.shared.domain.blueprint.stored_names import stored_channel_name
from app.shared.domain.language.saying import say
from app.shared.domain.structure import limits
from app.shared.domain.structure.channels import TEXT_LIKE, Channel, ChannelType
from app.shared.domain.structure.fields import CHANNEL_FIELDS
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.structure import Structure

_OWN_CHECKS = frozenset({"name", "type", "parent", "access"})


def channel_problems(structure: Structure) -> Iterator[Problem]:
    listed = structure.channels
    yield from key_problems(((c.key, ("channels", c.key)) for c in listed), "channel")
    if len(listed) > limits.CHANNELS:
        yield Problem(
            what=say("There are {number} channels and categories.", number=len(listed)),
            remedy=say(
                "A server has at most {most}: remove {number}.",
                most=limits.CHANNELS,
                number=len(listed) - limits.CHANNELS,
            ),
            path=("channels",),
        )
    for channel in listed:
        path: Path = ("channels", channel.key)
        yield from _name_problems(channel, (*path, "name"))
        yield from _place_problems(structure, channel, path)
        if not _synced(structure, channel):
            yield from access_problems(structure, channel, (*path, "access"))
        yield from foreign_fields(channel, path)
        yield from field_problems(channel, path)
    yield from _order_problems(structure)


def foreign_fields(channel: Channel, path: Path) -> Iterator[Problem]:
    """Fields that have a value and that channels of this type do not have."""
    defaults = {field.name: field.default for field in dataclass_fields(Channel)}
    for field in CHANNEL_FIELDS:
        if field.name in _OWN_CHECKS or channel.type in field.types:
            continue
        if getattr(channel, field.name) != defaults[field.name]:
            yield Problem(
                what=say(
                    "A {type} channel has no {name}.",
                    type=TYPE_WORDS[channel.type],
                    name=field.name,
                ),
                remedy=say("Remove the line."),
                path=(*path, field.name),
            )


def _synced(structure: Structure, channel: Channel) -> bool:
    """Whether its access is its category's, whose problems are told there."""
    parent = None if channel.parent is None else structure.channel_by_key.get(channel.parent)
    return parent is not None and parent is not channel and parent.access == channel.access


def _name_problems(channel: Channel, path: Path) -> Iterator[Problem]:
    found = tuple(line_problems(channel.name, path, say("The channel's name"), limits.CHANNEL_NAME))
    yield from found
    stored = stored_channel_name(channel.name, channel.type)
    if found or stored == channel.name:
        return
    if not stored:
        yield Problem(
            what=say('Discord would keep nothing of the name "{name}".', name=channel.name),
            remedy=say("Names of such channels need a letter, a digit or a symbol."),
            path=path,
        )
        return
    yield Problem(
        what=say(
            'Discord would store the name "{name}" as "{stored}".', name=channel.name, stored=stored
        ),
        remedy=say('Write "{stored}".', stored=stored),
        path=path,
    )


def _place_problems(structure: Structure, channel: Channel, path: Path) -> Iterator[Problem]:
    if channel.type is ChannelType.CATEGORY:
        if channel.parent is not None:
            yield Problem(
                what=say("A category cannot stand in a category."),
                remedy=say("Move it to the top level."),
                path=path,
            )
        yield from _crowd_problems(structure, channel.key, path)
    elif channel.parent is not None:
        parent = structure.channel_by_key.get(channel.parent)
        if parent is None or parent.type is not ChannelType.CATEGORY:
            yield Problem(
                what=say('"{parent}" is no category of this blueprint.', parent=channel.parent),
                remedy=say("Name one that is, or none."),
                path=(*path, "parent"),
            )


def _crowd_problems(structure: Structure, category: Key, path: Path) -> Iterator[Problem]:
    count = len(structure.children.get(category, ()))
    if count > limits.CHANNELS_IN_CATEGORY:
        yield Problem(
            what=say(
                'The category "{category}" has {number} channels.', category=category, number=count
            ),
            remedy=say(
                "Discord allows {most}: move {number} of them elsewhere.",
                most=limits.CHANNELS_IN_CATEGORY,
                number=count - limits.CHANNELS_IN_CATEGORY,
            ),
            path=path,
        )


def _order_problems(structure: Structure) -> Iterator[Problem]:
    if tuple(structure.channels) != display_order(structure.channels):
        yield Problem(
            what=say("The channels do not stand in the order in which Discord shows them."),
            remedy=say(
                "In a category, {number} text-like types stand above voice and stage.",
                number=len(TEXT_LIKE),
            ),
            path=("channels",),
        )
