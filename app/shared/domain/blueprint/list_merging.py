"""Two people's orders of the same list as one."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MergedOrder:
    names: tuple[str, ...]
    contested: bool
    """Both moved the same entries to different places; mine stands."""


def merged_order(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], alive: Collection[str]
) -> MergedOrder:
    """The entries that are `alive`, each where the side put it that added or moved it.

    What nobody moved stays in order; an entry that was moved or added stands behind what it stands
    behind on its side. Where both sides put something into the same gap, the names decide, so that
    it does not matter whose side is called mine. Every alive entry is in `mine` or `theirs`.
    """
    base, mine, theirs = (
        tuple(one for one in side if one in alive) for side in (base, mine, theirs)
    )
    if mine == theirs:
        return MergedOrder(mine, contested=False)
    shared = set(base) & set(mine) & set(theirs)
    by_me, by_them = moved(base, mine, shared), moved(base, theirs, shared)
    still = shared - by_me - by_them
    here, there = set(mine), set(theirs)
    others = {one for one in there if one not in here or (one in by_them and one not in by_me)}
    gaps_mine = _gaps(mine, still, here - still - others)
    gaps_theirs = _gaps(theirs, still, others)
    order: list[str] = []
    for anchor in (None, *(one for one in mine if one in still)):
        order += [] if anchor is None else [anchor]
        blocks = [gap for gap in (gaps_mine.get(anchor), gaps_theirs.get(anchor)) if gap]
        order += [one for block in sorted(blocks, key=lambda block: block[0]) for one in block]
    contested = bool(by_me & by_them) and _only(mine, shared) != _only(theirs, shared)
    return MergedOrder(tuple(order), contested=contested)


def moved(before: Iterable[str], after: Iterable[str], among: Collection[str]) -> set[str]:
    """The fewest entries whose moving makes one order of the other."""
    places = {name: place for place, name in enumerate(_only(before, among))}
    names = [name for name in after if name in places]
    staying = _longest_ascending([places[name] for name in names])
    return {name for index, name in enumerate(names) if index not in staying}


def _only(names: Iterable[str], among: Collection[str]) -> list[str]:
    return [name for name in names if name in among]


def _gaps(
    names: Iterable[str], still: Collection[str], own: Collection[str]
) -> dict[str | None, list[str]]:
    gaps: dict[str | None, list[str]] = {}
    anchor: str | None = None
    for name in names:
        if name in still:
            anchor = name
        elif name in own:
            gaps.setdefault(anchor, []).append(name)
    return gaps


def _longest_ascending(numbers: Sequence[int]) -> set[int]:
    """The indices of a longest ascending subsequence of different numbers."""
    ends: list[int] = []
    indices: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        at = bisect_left(ends, number)
        before.append(indices[at - 1] if at else -1)
        ends[at : at + 1] = [number]
        indices[at : at + 1] = [index]
    found: set[int] = set()
    index = indices[-1] if indices else -1
    while index >= 0:
        found.add(index)
        index = before[index]
    return found
