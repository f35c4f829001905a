"""In which fields two states of one channel differ."""

from dataclasses import replace
from types import MappingProxyType

from app.shared.domain.structure.channels import Access, Channel
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
    found = []
    for field in channel_fields(after.type):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old is new or old == new:
            continue
        if field.name != "access" or access_without(before.access, gone) != after.access:
            found.append(field.name)
    return tuple(found)


def gone_roles(live: Structure, wanted: Structure) -> frozenset[Target]:
    """The targets of roles that live and shall not."""
    kept = wanted.role_by_key
    return frozenset(role_target(role.key) for role in live.roles if role.key not in kept)


def without(channel: Channel, gone: frozenset[Target]) -> Channel:
    access = access_without(channel.access, gone)
    return channel if access is channel.access else replace(channel, access=access)


def access_without(access: Access, gone: frozenset[Target]) -> Access:
    if gone.isdisjoint(access):
        return access
    return MappingProxyType({t: overwrite for t, overwrite in access.items() if t not in gone})
