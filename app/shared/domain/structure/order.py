"""The order in which Discord's client shows channels, and what decides it.

Discord keeps a number per channel and sorts each group by (number, id); a group is the channels
of one category, or those without one, split into text-like and voice-like. Categories are a
group of their own. Numbers may repeat and have gaps, so orders are compared, never numbers.
"""

from collections.abc import Iterable

from app.shared.domain.structure.channels import VOICE_LIKE, Channel, ChannelType
from app.shared.domain.structure.identifiers import Key

Group = tuple[Key | None, str]
"""The category (None: none) and one of `text`, `voice`, `category`."""

_KINDS = {
    **dict.fromkeys(ChannelType, "text"),
    **dict.fromkeys(VOICE_LIKE, "voice"),
    ChannelType.CATEGORY: "category",
}


def sort_group(channel: Channel) -> Group:
    kind = _KINDS[channel.type]
    return (None if kind == "category" else channel.parent, kind)


def display_order(channels: Iterable[Channel]) -> tuple[Channel, ...]:
    """Put channels into the order people see, keeping the given order inside each group.

    A channel whose category is not among them counts as having none.
    """
    listed = list(channels)
    categories = [channel for channel in listed if channel.type is ChannelType.CATEGORY]
    known = {category.key for category in categories}
    groups: dict[Key | None, tuple[list[Channel], list[Channel]]] = {}
    for channel in listed:
        if channel.type is not ChannelType.CATEGORY:
            parent = channel.parent if channel.parent in known else None
            groups.setdefault(parent, ([], []))[channel.type in VOICE_LIKE].append(channel)
    ordered: list[Channel] = []
    for category in (None, *categories):
        if category is not None:
            ordered.append(category)
        text, voice = groups.get(None if category is None else category.key, ([], []))
        ordered += text + voice
    return tuple(ordered)
