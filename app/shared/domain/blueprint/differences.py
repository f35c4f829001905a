"""Where two designs differ, field by field; and where two differ from the one they began with."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.list_merging import moved
from app.shared.domain.blueprint.taken_apart import ABSENT, Table, apart, part_at
from app.shared.domain.structure.channels import VOICE_LIKE, ChannelType

type DesignPath = tuple[str, ...]
"""By key: `("channels", "lobby", "access", "role:helper")`. An order is `("order", *list)`."""
ORDER = "order"


@dataclass(frozen=True, kw_only=True)
class DesignDifference:
    """One field, or one thing that came or went. Values are the domain's own; ABSENT for none."""

    path: DesignPath
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True)
class ThreeWay:
    """One field that at least one of two people changed since `base`."""

    path: DesignPath
    base: Any
    mine: Any
    theirs: Any


def design_differences(before: Blueprint, after: Blueprint) -> tuple[DesignDifference, ...]:
    return tuple(_between(apart(before), apart(after), ()))


def three_way_differences(
    base: Blueprint, mine: Blueprint, theirs: Blueprint
) -> tuple[ThreeWay, ...]:
    """In the order of the design. A thing that one side removed is told whole."""
    tables = [apart(one) for one in (base, mine, theirs)]
    paths = dict.fromkeys(one.path for side in tables[1:] for one in _between(tables[0], side, ()))
    whole = [path for path in paths if not any(path[:n] in paths for n in range(1, len(path)))]
    return tuple(
        ThreeWay(path=path, base=values[0], mine=values[1], theirs=values[2])
        for path in whole
        for values in [[_at(table, path) for table in tables]]
    )


def _at(table: Table, path: DesignPath) -> Any:
    if path[0] != ORDER:
        return part_at(table, path)
    listed = part_at(table, path[1:])
    return listed.order if isinstance(listed, Table) else ABSENT


def _between(before: Table, after: Table, path: DesignPath) -> Iterator[DesignDifference]:
    for name in dict.fromkeys([*before.parts, *after.parts]):
        old, new = before.get(name), after.get(name)
        place = (*path, name)
        if isinstance(old, Table) and isinstance(new, Table):
            yield from _between(old, new, place)
        elif old != new:
            yield DesignDifference(path=place, before=old, after=new)
    if before.order is not None and after.order is not None and _reordered(before, after, path):
        yield DesignDifference(path=(ORDER, *path), before=before.order, after=after.order)


def _reordered(before: Table, after: Table, path: DesignPath) -> bool:
    if before.order == after.order:
        return False
    groups = [order_groups(table, path) for table in (before, after)]
    return any(
        moved(names, groups[1].get(group, ()), set(names) & set(groups[1].get(group, ())))
        for group, names in groups[0].items()
    )


def order_groups(
    table: Table, path: DesignPath, among: Collection[str] | None = None
) -> dict[tuple[str | None, str], list[str]]:
    """The names in order, apart by what Discord orders apart: channels by category and kind."""
    names = table.order or ()
    groups: dict[tuple[str | None, str], list[str]] = {}
    for name in names:
        if among is None or name in among:
            group = _channel_group(table.parts[name]) if path == ("channels",) else (None, "")
            groups.setdefault(group, []).append(name)
    return groups


def _channel_group(channel: Table) -> tuple[str | None, str]:
    kind = channel.parts["type"]
    if kind is ChannelType.CATEGORY:
        return (None, "category")
    return (channel.parts["parent"], "voice" if kind in VOICE_LIKE else "text")
