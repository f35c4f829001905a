"""The locked categories that channels go to instead of being deleted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType

from app.shared.domain.language.saying import say
from app.shared.domain.permissions.bits import VIEW_CHANNEL
from app.shared.domain.structure.channels import Access, Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    Key,
    UserId,
    member_target,
    role_target,
)
from app.shared.domain.structure.limits import CHANNELS_IN_CATEGORY

ARCHIVE = Key("guildwright-archive")
KEPT_FOR = timedelta(days=30)
"""After that much time an archived channel may be purged."""

_EVERYONE = role_target(EVERYONE)


def is_archive(key: Key | None) -> bool:
    return key is not None and (key == ARCHIVE or key.startswith(f"{ARCHIVE}-"))


@dataclass(frozen=True, slots=True)
class Archived:
    """Channels in their new place, and the categories this needs (new, or locked anew)."""

    channels: tuple[Channel, ...]
    categories: tuple[Channel, ...]


def archived(channels: Iterable[Channel], others: Mapping[Key, Channel], bot: UserId) -> Archived:
    """Put channels into archive categories; `others` are all channels that stay where they are.

    What is already in the archive stays there. A full category (50 channels) is followed by
    another one. Nobody sees into it but the bot and whom the category has been opened to by hand.
    """
    places = _places(others, bot)
    moved: list[Channel] = []
    used: dict[Key, Channel] = {}
    for channel in channels:
        category = next(places)
        used[category.key] = category
        moved.append(replace(channel, parent=category.key, access=category.access))
    return Archived(tuple(moved), tuple(used.values()))


def _places(others: Mapping[Key, Channel], bot: UserId) -> Iterator[Channel]:
    """One category after another, as often as it has room."""
    children: dict[Key | None, int] = {}
    for channel in others.values():
        children[channel.parent] = children.get(channel.parent, 0) + 1
    number = 1
    while True:
        key = ARCHIVE if number == 1 else Key(f"{ARCHIVE}-{number}")
        category = others.get(key)
        if category is None:
            name = say("Archive") if number == 1 else say("Archive {number}", number=number)
            category = Channel(key=key, type=ChannelType.CATEGORY, name=name)
        if category.type is ChannelType.CATEGORY:
            locked = replace(category, access=_locked(category.access, bot))
            for _ in range(CHANNELS_IN_CATEGORY - children.get(key, 0)):
                yield locked
        number += 1


def _locked(access: Access, bot: UserId) -> Access:
    everyone = access.get(_EVERYONE, Overwrite())
    own = access.get(member_target(bot), Overwrite())
    return MappingProxyType(
        dict(access)
        | {
            _EVERYONE: Overwrite(everyone.allow & ~VIEW_CHANNEL, everyone.deny | VIEW_CHANNEL),
            member_target(bot): Overwrite(own.allow | VIEW_CHANNEL, own.deny & ~VIEW_CHANNEL),
        }
    )
