"""The channels as they shall be, the ones that the design does not name included."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from app.shared.domain.altered import altered
from app.shared.domain.blueprint.blueprint import Blueprint, Unmanaged
from app.shared.domain.permissions.bits import ALL
from app.shared.domain.planning.archive import archived, is_archive
from app.shared.domain.planning.left_to_people import channel_as_left
from app.shared.domain.planning.matching import Matching
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Access, Channel, ChannelType, Overwrite
from app.shared.domain.structure.fields import SETTABLE_FLAGS, channel_fields
from app.shared.domain.structure.identifiers import Key, Target, UserId, target_role
from app.shared.domain.structure.structure import Structure

_UNKNOWN = ~ALL


@dataclass(frozen=True, slots=True)
class WantedChannels:
    """All channels that shall be, not yet in order."""

    by_key: Mapping[Key, Channel]
    kept_for_coverage: frozenset[Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSurroundings:
    """What decides about channels beside the design itself."""

    blueprint: Blueprint
    live: Structure
    matching: Matching
    roles: frozenset[Target]
    """The roles that shall be, as targets; overwrites of all others go with their roles."""
    bot: UserId
    sees_all: bool


def wanted_channels(given: ChannelSurroundings) -> WantedChannels:
    """Merge the design with what is live, and decide about what the design does not name."""
    listed = {
        channel.key: channel
        for channel in given.blueprint.structure.channels
        if channel.key not in given.matching.unseen
    }
    wanted: dict[Key, Channel] = {}
    unlisted: list[Channel] = []
    for channel in given.live.channels:
        design = listed.get(channel.key)
        if design is None:
            unlisted.append(channel)
        else:
            type_kept = channel.key in given.matching.type_kept
            wanted[channel.key] = merged(channel, design, given.blueprint, type_kept=type_kept)
    known = given.live.channel_by_key
    wanted |= {key: channel for key, channel in listed.items() if key not in known}
    headings = [channel for channel in unlisted if channel.type is ChannelType.CATEGORY]
    rooms = [channel for channel in unlisted if channel.type is not ChannelType.CATEGORY]
    wanted |= _unlisted_rooms(rooms, headings, wanted, given)
    kept, for_coverage = _unlisted_headings(headings, wanted, given)
    wanted |= kept
    return WantedChannels(_settled(wanted, given), for_coverage)


def merged(live: Channel, design: Channel, blueprint: Blueprint, *, type_kept: bool) -> Channel:
    """The design's channel with what it does not decide, and what the type lacks, from live."""
    if design == live:
        return live
    changes: dict[str, object] = {}
    if type_kept:
        changes["type"] = live.type
    has = {field.name for field in channel_fields(live.type)}
    if "flags" in has:
        changes["flags"] = live.flags & ~SETTABLE_FLAGS | design.flags & SETTABLE_FLAGS
    changes["access"] = live.access
    if design.access != live.access:
        changes["access"] = with_unknown_bits(design.access, live.access)
    whole = altered(design, **changes)
    return channel_as_left(whole, live, blueprint)


def with_unknown_bits(wanted: Access, live: Access) -> Access:
    """Keep the bits of live overwrites that we have no name for, unless the design says so."""
    if not any((allow | deny) & _UNKNOWN for allow, deny in set(live.values())):
        return wanted
    kept: dict[str, Overwrite] = {}
    for target, (allow, deny) in live.items():
        if (allow | deny) & _UNKNOWN and target in wanted:
            new = wanted[target]
            kept[target] = Overwrite(
                new.allow | allow & _UNKNOWN & ~new.deny, new.deny | deny & _UNKNOWN & ~new.allow
            )
    return MappingProxyType({**wanted, **kept}) if kept else wanted  # type: ignore[dict-item]


def _unlisted_rooms(
    rooms: list[Channel],
    headings: list[Channel],
    listed: Mapping[Key, Channel],
    given: ChannelSurroundings,
) -> dict[Key, Channel]:
    policy = given.blueprint.unmanaged_channels
    safe = [room for room in rooms if (Kind.CHANNEL, room.key) in given.blueprint.protected]
    if policy is Unmanaged.KEEP:
        safe = [room for room in rooms if room.key not in given.matching.replaced]
    kept = {room.key: room for room in safe}
    if policy is not Unmanaged.ARCHIVE:
        return kept
    kept |= {room.key: room for room in rooms if is_archive(room.parent)}
    leaving = [r for r in rooms if r.key not in kept and r.key not in given.matching.replaced]
    others = {heading.key: heading for heading in headings} | dict(listed) | kept
    result = archived(leaving, others, given.bot)
    for channel in (*result.channels, *result.categories):
        kept[channel.key] = channel
    return kept


def _unlisted_headings(
    headings: list[Channel], wanted: Mapping[Key, Channel], given: ChannelSurroundings
) -> tuple[dict[Key, Channel], frozenset[Key]]:
    """A category that nobody named goes once nothing is left in it, and only if nothing can be."""
    blueprint = given.blueprint
    used = {channel.parent for channel in wanted.values()}
    kept: dict[Key, Channel] = {}
    for_coverage: set[Key] = set()
    for heading in headings:
        if heading.key in wanted:
            continue
        if heading.key in given.matching.replaced:
            continue
        if (
            blueprint.unmanaged_channels is Unmanaged.KEEP
            or heading.key in used
            or (is_archive(heading.key) and blueprint.unmanaged_channels is Unmanaged.ARCHIVE)
            or (Kind.CHANNEL, heading.key) in blueprint.protected
        ):
            kept[heading.key] = heading
        elif not given.sees_all:
            kept[heading.key] = heading
            for_coverage.add(heading.key)
    return kept, frozenset(for_coverage)


def _settled(wanted: Mapping[Key, Channel], given: ChannelSurroundings) -> dict[Key, Channel]:
    """Nothing points to a category or role that will be gone."""
    gone = {
        channel.key
        for channel in given.live.channels
        if channel.type is ChannelType.CATEGORY
        and (channel.key not in wanted or wanted[channel.key].type is not ChannelType.CATEGORY)
    }
    settled = {}
    for key, channel in wanted.items():
        changes: dict[str, object] = {}
        if channel.parent in gone:
            changes["parent"] = None
        access = without_gone_roles(channel.access, given.roles)
        if access is not channel.access:
            changes["access"] = access
        settled[key] = replace(channel, **changes) if changes else channel  # type: ignore[arg-type]
    return settled


def without_gone_roles(access: Access, roles: frozenset[Target]) -> Access:
    """`roles` are those that shall be."""
    if roles.issuperset(access):
        return access
    gone = {t for t in access if t not in roles and target_role(t) is not None}
    if not gone:
        return access
    return MappingProxyType({t: overwrite for t, overwrite in access.items() if t not in gone})
