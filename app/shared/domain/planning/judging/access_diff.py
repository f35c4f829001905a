"""Who gains and loses what, for each role and each member that a channel speaks of.

Judged is somebody who has just one role (or, for a member's own overwrite, none). Between a
role that will be made or was removed and its absence stands @everyone. What only somebody with
two roles at once gains follows from the two and is not listed.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from app.shared.domain.permissions.bits import ADMINISTRATOR, ALL, PERMISSIONS
from app.shared.domain.permissions.effective import without_implied_denials
from app.shared.domain.planning.access import AccessChange
from app.shared.domain.structure.channels import Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    Key,
    Target,
    role_target,
    target_member,
)
from app.shared.domain.structure.structure import Structure

_NOTHING = Overwrite()
_EVERYONE = role_target(EVERYONE)


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two structures: what each target holds in the whole guild."""

    held: Mapping[Target, int]
    everyone: int

    def of(self, target: Target) -> int:
        return self.held.get(target, self.everyone)


def access_changes(
    live: Structure, wanted: Structure, members: Mapping[Key, int | None]
) -> tuple[AccessChange, ...]:
    """Compare effective permissions: first those of the whole guild, then channel by channel.

    `members` says how many people have a role, by role key; @everyone stands for all.
    """
    counted: dict[Target, int | None] = {role_target(key): n for key, n in members.items()}
    before, after = _side(live), _side(wanted)
    changes = list(_guild_wide(live, wanted, before, after, counted))
    roles = before.held.keys() | after.held.keys()
    moved = frozenset(role for role in roles if before.of(role) != after.of(role))
    keys = dict.fromkeys(channel.key for channel in (*wanted.channels, *live.channels))
    for key in keys:
        old, new = live.channel_by_key.get(key), wanted.channel_by_key.get(key)
        for target in _affected(old, new, roles, moved):
            lost, gained = _difference(target, old, new, before, after)
            if lost or gained:
                changes.append(
                    AccessChange(
                        target=target,
                        channel=key,
                        gained=gained,
                        lost=lost,
                        members=counted.get(target),
                    )
                )
    return tuple(changes)


def _side(structure: Structure) -> _Side:
    everyone = structure.everyone.permissions
    held = {role_target(role.key): role.permissions | everyone for role in structure.roles}
    return _Side({target: _complete(bits) for target, bits in held.items()}, _complete(everyone))


def _complete(bits: int) -> int:
    return bits | ALL if bits & ADMINISTRATOR else bits


def _guild_wide(
    live: Structure,
    wanted: Structure,
    before: _Side,
    after: _Side,
    counted: Mapping[Target, int | None],
) -> Iterator[AccessChange]:
    for role in dict.fromkeys(role.key for role in (*wanted.roles, *live.roles)):
        target = role_target(role)
        old, new = before.of(target), after.of(target)
        if old != new:
            yield AccessChange(
                target=target,
                channel=None,
                gained=new & ~old,
                lost=old & ~new,
                members=counted.get(target),
            )


def _affected(
    old: Channel | None, new: Channel | None, roles: AbstractSet[Target], moved: AbstractSet[Target]
) -> list[Target]:
    """The targets whose answer can differ, so that an unchanged channel costs next to nothing.

    `moved` are the roles that hold something else in the whole guild than before.
    """
    was = {} if old is None else old.access
    will = {} if new is None else new.access
    if old is None or new is None or was.get(_EVERYONE) != will.get(_EVERYONE):
        spoken = {target for target in (*was, *will) if target_member(target) is not None}
        return sorted(roles | spoken)
    otherwise = {target for target, _ in was.items() ^ will.items()}
    known = {target for target in otherwise if target in roles or target_member(target) is not None}
    return sorted(known | moved)


def _difference(
    target: Target, old: Channel | None, new: Channel | None, before: _Side, after: _Side
) -> tuple[int, int]:
    was = _usable(before.of(target), old, target)
    will = _usable(after.of(target), new, target)
    channel = new or old
    relevant = _relevant(channel.type) if channel else 0
    return was & ~will & relevant, will & ~was & relevant


def _usable(held: int, channel: Channel | None, target: Target) -> int:
    if channel is None:
        return 0
    if held & ADMINISTRATOR:
        return held
    everyone = channel.access.get(_EVERYONE, _NOTHING)
    held = held & ~everyone.deny | everyone.allow
    if target != _EVERYONE and (own := channel.access.get(target)):
        held = held & ~own.deny | own.allow
    return without_implied_denials(held, channel)


@cache
def _relevant(type: ChannelType) -> int:
    """The bits that mean something in a channel of this type; unknown ones might."""
    return sum(p.value for p in PERMISSIONS if type in p.channel_types) | ~ALL
