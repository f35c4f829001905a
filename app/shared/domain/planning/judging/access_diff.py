"""Who gains and loses what, for each role and each member that a channel speaks of.

Judged is somebody who has just one role (or, for a member's own overwrite, none). Between a
role that will be made or was removed and its absence stands @everyone. What only somebody with
two roles at once gains follows from the two and is not listed. Nor is, in a channel, a role or
member that gains and loses there what @everyone does, which is most of them where a channel is
new. So one that keeps what it may do where @everyone does not is listed with nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import NamedTuple

from app.shared.domain.made_once import MadeOnce
from app.shared.domain.permissions.bits import ADMINISTRATOR, ALL, PERMISSIONS
from app.shared.domain.permissions.effective import without_implied_denials
from app.shared.domain.planning.access import AccessChange
from app.shared.domain.planning.channel_differences import Differing, differing_targets
from app.shared.domain.structure.channels import NO_ACCESS, Channel, ChannelType, Overwrite
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


class _Holding(NamedTuple):
    """What somebody holds in the whole guild."""

    before: int
    after: int


class _Sides:
    """Both structures, and whom a channel must be looked at for although it did not change."""

    def __init__(self, live: Structure, wanted: Structure) -> None:
        self.before, self.after = _side(live), _side(wanted)
        self.roles = self.before.held.keys() | self.after.held.keys()
        self.in_order = sorted(self.roles)
        self.strangers = _Holding(self.before.everyone, self.after.everyone)
        """Of members, who are in no role."""
        self.holdings = {
            role: _Holding(self.before.of(role), self.after.of(role)) for role in self.roles
        }
        self.alike: dict[_Holding, list[Target]] = {}
        """The roles that hold the same in the whole guild, before and after."""
        for role in self.in_order:
            self.alike.setdefault(self.holdings[role], []).append(role)
        self._moved = {
            role: bits
            for role in self.in_order
            if (bits := self.before.of(role) ^ self.after.of(role))
        }
        self.moved_in = {type_: self._mattering(type_) for type_ in ChannelType}
        """The roles that hold something else in the whole guild than before, as far as that can
        matter in channels of a type, in order."""
        self.judged = MadeOnce(_judged)
        """What a channel takes and gives, once for all channels that are alike in these respects,
        and there once for all of whom they are asked alike."""

    def _mattering(self, type: ChannelType) -> Sequence[Target]:
        """Of what means nothing in a channel only Administrator decides about other permissions."""
        mattering = _relevant(type) | ADMINISTRATOR
        return [role for role, bits in self._moved.items() if bits & mattering]


def access_changes(
    live: Structure,
    wanted: Structure,
    members: Mapping[Key, int | None],
    differing: Differing = differing_targets,
) -> tuple[AccessChange, ...]:
    """Compare effective permissions: first those of the whole guild, then channel by channel.

    `members` says how many people have a role, by role key; @everyone stands for all.
    """
    counted: dict[Target, int | None] = {role_target(key): n for key, n in members.items()}
    sides = _Sides(live, wanted)
    changes = list(_guild_wide(live, wanted, sides, counted))
    keys = dict.fromkeys(channel.key for channel in (*wanted.channels, *live.channels))
    for key in keys:
        old, new = live.channel_by_key.get(key), wanted.channel_by_key.get(key)
        changes += [
            AccessChange(target, key, gained, lost, counted.get(target))
            for target, (lost, gained) in _differences(old, new, sides, differing)
        ]
    return tuple(changes)


def _side(structure: Structure) -> _Side:
    everyone = structure.everyone.permissions
    held = {role_target(role.key): role.permissions | everyone for role in structure.roles}
    return _Side({target: _complete(bits) for target, bits in held.items()}, _complete(everyone))


def _complete(bits: int) -> int:
    return bits | ALL if bits & ADMINISTRATOR else bits


def _guild_wide(
    live: Structure, wanted: Structure, sides: _Sides, counted: Mapping[Target, int | None]
) -> Iterator[AccessChange]:
    for role in dict.fromkeys(role.key for role in (*wanted.roles, *live.roles)):
        target = role_target(role)
        old, new = sides.before.of(target), sides.after.of(target)
        if old != new:
            yield AccessChange(
                target=target,
                channel=None,
                gained=new & ~old,
                lost=old & ~new,
                members=counted.get(target),
            )


class _Respects(NamedTuple):
    """What decides, in a channel, about all of whom it says the same."""

    type: ChannelType
    everyone: Overwrite


class _Difference(NamedTuple):
    """What the channel takes from somebody, and what it gives them."""

    lost: int
    gained: int


_NO_DIFFERENCE = _Difference(0, 0)

type _Asked = tuple[_Holding, Overwrite | None, Overwrite | None]
"""What somebody holds in the whole guild, and their overwrite in a channel before and after."""
type _Judged = MadeOnce[_Asked, _Difference]


def _differences(
    old: Channel | None, new: Channel | None, sides: _Sides, differing: Differing
) -> Sequence[tuple[Target, _Difference]]:
    """That of @everyone, and of those of whom it is another one, in order."""
    targets = _affected(old, new, sides, differing)
    if targets is not None and not targets:
        return ()
    judged, of_everyone = sides.judged[_respects(old), _respects(new)], _NO_DIFFERENCE
    was, will = _overwrites(old), _overwrites(new)
    if targets is None:
        of_everyone = judged[sides.holdings[_EVERYONE], was(_EVERYONE), will(_EVERYONE)]
        targets = _possibly_other(old, new, sides, judged, of_everyone)
    holdings = map(sides.holdings.get, targets, repeat(sides.strangers))
    asked = zip(holdings, map(was, targets), map(will, targets), strict=True)
    return [
        (target, difference)
        for target, difference in zip(targets, map(judged.__getitem__, asked), strict=True)
        if difference != (_NO_DIFFERENCE if target == _EVERYONE else of_everyone)
    ]


def _affected(
    old: Channel | None, new: Channel | None, sides: _Sides, differing: Differing
) -> Sequence[Target] | None:
    """Whose answer can differ, so that an unchanged channel costs next to nothing. None: anybody's,
    since it is another channel for all of them, or @everyone holds something else in the guild,
    and with it whoever is in no role."""
    if old is None or new is None or old.type is not new.type:
        return None
    moved = sides.moved_in[new.type]
    if _EVERYONE in moved or old.access.get(_EVERYONE) != new.access.get(_EVERYONE):
        return None
    if old.access is new.access:
        return moved
    concerned = differing(old.access, new.access)
    known = concerned & sides.roles
    return sorted(known | set(moved) | _members(concerned - known))


def _judged(respects: tuple[_Respects | None, _Respects | None]) -> _Judged:
    """By what a channel was and will be; None where it was not or will not be."""
    old, new = respects
    respect = new or old
    relevant = 0 if respect is None else _relevant(respect.type)
    before, after = _usable_in(old), _usable_in(new)

    def judge(asked: _Asked) -> _Difference:
        holding, was, will = asked
        then = before(holding.before, was) & relevant
        now = after(holding.after, will) & relevant
        return _Difference(then & ~now, now & ~then)

    return MadeOnce(judge)


def _respects(channel: Channel | None) -> _Respects | None:
    if channel is None:
        return None
    return _Respects(channel.type, channel.access.get(_EVERYONE, _NOTHING))


def _possibly_other(
    old: Channel | None,
    new: Channel | None,
    sides: _Sides,
    judged: _Judged,
    of_everyone: _Difference,
) -> Sequence[Target]:
    """@everyone, whom the channel speaks of, and roles that hold something else in the whole guild
    by which they gain or lose something else here."""
    spoken_of = {target for side in (old, new) if side is not None for target in side.access}
    known = spoken_of & sides.roles
    targets = {_EVERYONE} | known | _members(spoken_of - known)
    for holding, roles in sides.alike.items():
        if not spoken_of.issuperset(roles) and judged[holding, None, None] != of_everyone:
            targets.update(roles)
    return sorted(targets)


def _members(targets: AbstractSet[Target]) -> AbstractSet[Target]:
    return {target for target in targets if target_member(target) is not None}


def _overwrites(channel: Channel | None) -> Callable[[Target], Overwrite | None]:
    return NO_ACCESS.get if channel is None else channel.access.get


def _usable_in(respects: _Respects | None) -> Callable[[int, Overwrite | None], int]:
    """What somebody may do in a channel, by what they hold in the guild and their overwrite."""
    if respects is None:
        return lambda _held, _own: 0
    type_, (allowed_all, denied_all) = respects

    def usable(held: int, own: Overwrite | None) -> int:
        if held & ADMINISTRATOR:
            return held
        held = held & ~denied_all | allowed_all
        # That of @everyone itself comes twice, which changes nothing.
        if own is not None:
            held = held & ~own.deny | own.allow
        return without_implied_denials(held, type_)

    return usable


@cache
def _relevant(type: ChannelType) -> int:
    """The bits that mean something in a channel of this type; unknown ones might."""
    return sum(p.value for p in PERMISSIONS if type in p.channel_types) | ~ALL
