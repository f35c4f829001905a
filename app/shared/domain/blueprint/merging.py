"""Two people's changes to one design as one design, and where they are at odds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.differences import ORDER, DesignPath, order_groups
from app.shared.domain.blueprint.keys import names_an_id
from app.shared.domain.blueprint.list_merging import merged_order
from app.shared.domain.blueprint.problems import Problem
from app.shared.domain.blueprint.put_together import together
from app.shared.domain.blueprint.taken_apart import ABSENT, Table, apart
from app.shared.domain.blueprint.validation import problems_of
from app.shared.domain.structure.fields import SETTING_CHANNELS
from app.shared.domain.structure.identifiers import Key, target_role
from app.shared.domain.structure.structure import Structure

_NOTHING = Table()


class Side(StrEnum):
    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A field that both changed, each in another way; or a thing that one of them removed and the
    other changed or began to point to. Values are the domain's own; ABSENT for none."""

    path: DesignPath
    base: Any
    mine: Any
    theirs: Any
    taken: Side
    """Whose value stands in the merged design: mine, unless only theirs keeps something alive."""


@dataclass(frozen=True, kw_only=True)
class Merged:
    blueprint: Blueprint
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    """What is invalid about the merged design although each side was valid: 501 channels, two
    tags of one name. Empty for nearly every merge."""


def merge(base: Blueprint, mine: Blueprint, theirs: Blueprint) -> Merged:
    """Field by field and thing by thing; overwrites by target; lists as orders."""
    kept: frozenset[DesignPath] = frozenset()
    while True:
        merging = _Merging(kept)
        table = merging.table(apart(base), apart(mine), apart(theirs), ())
        blueprint = together(table)
        missing = frozenset(_dangling(blueprint.structure)) - kept
        if not missing:
            break
        kept |= missing
    return Merged(
        blueprint=blueprint,
        conflicts=tuple(merging.conflicts),
        problems=problems_of(blueprint),
    )


class _Merging:
    def __init__(self, kept: frozenset[DesignPath]) -> None:
        self._kept = kept
        """Things that must not go, because something points to them."""
        self.conflicts: list[Conflict] = []

    def table(self, base: Table, mine: Table, theirs: Table, path: DesignPath) -> Table:
        parts: dict[str, Any] = {}
        for name in dict.fromkeys([*base.parts, *mine.parts, *theirs.parts]):
            part = self._part(base.get(name), mine.get(name), theirs.get(name), (*path, name))
            if part is not ABSENT:
                parts[name] = part
        if mine.order is None:
            return Table(parts)
        return self._ordered(Table(parts, tuple(parts)), (base, mine, theirs), path)

    def _part(self, base: Any, mine: Any, theirs: Any, path: DesignPath) -> Any:
        if isinstance(mine, Table) and isinstance(theirs, Table):
            if mine == theirs:
                return mine
            before = base if isinstance(base, Table) else replace(_NOTHING, order=_empty(mine))
            return self.table(before, mine, theirs, path)
        if path in self._kept:
            return self._survivor(base, mine, theirs, path)
        if mine == theirs or theirs == base:
            return mine
        if mine == base:
            return theirs
        taken = Side.THEIRS if mine is ABSENT and isinstance(theirs, Table) else Side.MINE
        return self._at_odds(base, mine, theirs, path, taken)

    def _survivor(self, base: Any, mine: Any, theirs: Any, path: DesignPath) -> Any:
        taken = Side.THEIRS if mine is ABSENT else Side.MINE
        return self._at_odds(base, mine, theirs, path, taken)

    def _at_odds(self, base: Any, mine: Any, theirs: Any, path: DesignPath, taken: Side) -> Any:
        self.conflicts.append(Conflict(path=path, base=base, mine=mine, theirs=theirs, taken=taken))
        return theirs if taken is Side.THEIRS else mine

    def _ordered(self, merged: Table, sides: tuple[Table, Table, Table], path: DesignPath) -> Table:
        """`sides` are base, mine and theirs."""
        orders = [side.order or () for side in sides]
        base, mine, theirs = orders
        order: list[str] = []
        contested = False
        for names in order_groups(merged, path).values():
            found = merged_order(base, mine, theirs, set(names))
            order += found.names
            contested |= found.contested
        if contested:
            place = (ORDER, *path)
            self._at_odds(base, mine, theirs, place, Side.MINE)
        return Table(merged.parts, tuple(order))


def _empty(table: Table) -> tuple[str, ...] | None:
    return None if table.order is None else ()


def _dangling(structure: Structure) -> Iterator[DesignPath]:
    """Roles and channels that something points to and that are not there."""
    for section, key in _references(structure):
        known = structure.role_by_key if section == "roles" else structure.channel_by_key
        if key not in known and not names_an_id(key):
            yield (section, key)


def _references(structure: Structure) -> Iterator[tuple[str, Key]]:
    for channel in structure.channels:
        if channel.parent is not None:
            yield "channels", channel.parent
        for target in channel.access:
            if (role := target_role(target)) is not None:
                yield "roles", role
    for name in SETTING_CHANNELS & structure.settings.keys():
        if isinstance(value := structure.settings[name], str):
            yield "channels", Key(value)
    yield from _community_references(structure)
    for rule in structure.automod or ():
        yield from (("roles", key) for key in rule.exempt_roles)
        yield from (("channels", key) for key in rule.exempt_channels)
        yield from (("channels", a.channel) for a in rule.actions if a.channel is not None)


def _community_references(structure: Structure) -> Iterator[tuple[str, Key]]:
    if structure.welcome_screen is not None:
        yield from (("channels", one.channel) for one in structure.welcome_screen.channels)
    if structure.onboarding is None:
        return
    yield from (("channels", key) for key in structure.onboarding.default_channels)
    for prompt in structure.onboarding.prompts:
        for option in prompt.options:
            yield from (("roles", key) for key in option.roles)
            yield from (("channels", key) for key in option.channels)
