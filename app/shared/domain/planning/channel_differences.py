"""In which fields two states of one channel differ."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from app.shared.domain.structure.channels import Access, Channel, ChannelType
from app.shared.domain.structure.fields import channel_fields
from app.shared.domain.structure.identifiers import Target, role_target
from app.shared.domain.structure.structure import Structure


def differing_fields(
    before: Channel, after: Channel, gone: frozenset[Target] = frozenset()
) -> tuple[str, ...]:
    """Our names of the fields that the type has and that differ.

    Overwrites of `gone` roles do not count: Discord removes them together with the role.
    """
    if before is after:
        return ()
    names, values = _fields_of(after.type)
    found = []
    for name, old, new in zip(names, values(before), values(after), strict=True):
        if old is new or old == new:
            continue
        if name == "access" and gone and access_without(old, gone) == new:
            continue
        found.append(name)
    return tuple(found)


@cache
def _fields_of(type: ChannelType) -> tuple[tuple[str, ...], Callable[[Channel], tuple[Any, ...]]]:
    """The names of a type's fields, and what reads all of them."""
    names = tuple(field.name for field in channel_fields(type))
    return names, attrgetter(*names)


def gone_roles(live: Structure, wanted: Structure) -> frozenset[Target]:
    """The targets of roles that live and shall not."""
    kept = wanted.role_by_key
    return frozenset(role_target(role.key) for role in live.roles if role.key not in kept)


def without(channel: Channel, gone: frozenset[Target]) -> Channel:
    access = access_without(channel.access, gone)
    return channel if access is channel.access else replace(channel, access=access)


def differing_targets(before: Access, after: Access) -> AbstractSet[Target]:
    """Whose overwrite comes, changes or goes."""
    if before is after:
        return frozenset()
    return {target for target, _ in before.items() ^ after.items()}


type Differing = Callable[[Access, Access], AbstractSet[Target]]
"""`differing_targets`, or what remembers its answers."""


class DifferencesOnce:
    """`differing_targets` for one plan, which asks of the same overwrites several times."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int], tuple[Access, Access, AbstractSet[Target]]] = {}
        """By identity, of what lives as long as it stands here."""

    def __call__(self, before: Access, after: Access) -> AbstractSet[Target]:
        found = self._found.get((id(before), id(after)))
        if found is None:
            found = before, after, differing_targets(before, after)
            self._found[id(before), id(after)] = found
        return found[2]


def access_without(access: Access, gone: frozenset[Target]) -> Access:
    if not gone or gone.isdisjoint(access):
        return access
    return MappingProxyType({t: overwrite for t, overwrite in access.items() if t not in gone})
