"""The fewest numbers to send so that a list stands in the wanted order.

Discord sorts by (number, id) and takes any numbers, so most things can keep the one they have.
What is new has no number yet and gets one for free where it is created; what is edited anyway takes
one along.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.shared.domain.structure.identifiers import Key


@dataclass(frozen=True, slots=True)
class Standing:
    """The number and id that a thing has now."""

    number: int
    id: int


def is_in_order(order: Sequence[Key], standing: Mapping[Key, Standing]) -> bool:
    """Whether what already stands does so in this order; what is new is passed over."""
    known = [(standing[key].number, standing[key].id) for key in order if key in standing]
    return all(before < after for before, after in pairwise(known))


def numbers(
    order: Sequence[Key],
    standing: Mapping[Key, Standing],
    floor: int = 0,
    ceiling: int | None = None,
    loose: Collection[Key] = (),
) -> dict[Key, int]:
    """A number for each thing that needs one: what is new, what is `loose`, and as few others as
    can be.

    `order` runs from the lowest number to the highest; numbers begin at `floor` and stay below
    `ceiling` where that leaves room for all. Equal numbers are used only where a thing whose id
    is known to be higher follows one that keeps its number and no number lies between.
    """
    if ceiling is not None and ceiling - floor < len(order):
        ceiling = None
    kept = _kept(order, standing, floor, ceiling, loose)
    found: dict[Key, int] = {}
    run: list[Key] = []
    lower: Key | None = None
    for key in order:
        if key not in kept:
            run.append(key)
            continue
        found |= _filled(run, lower, standing[key].number, standing, floor)
        run, lower = [], key
    found |= _filled(run, lower, ceiling, standing, floor)
    return found


def tight_numbers(
    order: Sequence[Key], standing: Mapping[Key, Standing], loose: Collection[Key]
) -> dict[Key, int] | None:
    """The lowest numbers for what is new or `loose` while all else keeps its own; None if there
    are none.

    New things may have the same number one after another: they must be made in this order.
    """
    found: dict[Key, int] = {}
    number, id_ = 0, -1
    for key in order:
        have = standing.get(key)
        own = _NEWEST if have is None else have.id
        if have is not None and key not in loose:
            if (have.number, own) <= (number, id_):
                return None
            number = have.number
        else:
            number += own < id_
            found[key] = number
        id_ = own
    return found


_NEWEST = 1 << 64
"""What is still to be made gets an id above all there are."""


def _kept(
    order: Sequence[Key],
    standing: Mapping[Key, Standing],
    floor: int,
    ceiling: int | None,
    loose: Collection[Key],
) -> set[Key]:
    """The longest selection of things that can keep their numbers.

    Two of them, i before j, fit together when number j - number i >= j - i, less one where what
    follows i may have the same number as i. So it is a longest chain over (number - index).
    """
    highest = None if ceiling is None else ceiling - len(order)
    chains = _Chains(floor)
    for index, key in enumerate(order):
        have = standing.get(key)
        if have is None or key in loose:
            continue
        room = have.number - index
        value = room - 1 if _next_may_tie(order, index, standing) else room
        if highest is None or value <= highest:
            chains.add(index, room, value)
    return {order[index] for index in chains.longest()}


class _Chains:
    """By length (from 1), the chain that leaves most room for what follows."""

    def __init__(self, floor: int) -> None:
        self._floor = floor
        self._values: list[int] = []
        self._last: list[int] = []
        self._previous: dict[int, int | None] = {}

    def add(self, index: int, room: int, value: int) -> None:
        """Put it behind the longest chain that leaves it room."""
        length = bisect_right(self._values, room)
        if length == 0 and room < self._floor:
            return
        self._previous[index] = self._last[length - 1] if length else None
        if length == len(self._values):
            self._values.append(value)
            self._last.append(index)
        while length >= 0 and self._values[length] >= value:
            self._values[length], self._last[length] = value, index
            length -= 1

    def longest(self) -> Iterator[int]:
        index = self._last[-1] if self._last else None
        while index is not None:
            yield index
            index = self._previous[index]


def _next_may_tie(order: Sequence[Key], index: int, standing: Mapping[Key, Standing]) -> bool:
    if index + 1 == len(order):
        return False
    follower = standing.get(order[index + 1])
    return follower is None or follower.id > standing[order[index]].id


def _filled(
    run: Sequence[Key],
    lower: Key | None,
    upper: int | None,
    standing: Mapping[Key, Standing],
    floor: int,
) -> dict[Key, int]:
    """Numbers for things between one that keeps its number and the next that does."""
    if not run:
        return {}
    start = floor if lower is None else standing[lower].number + 1
    if upper is not None and lower is not None and upper - start < len(run):
        start -= 1
    return {key: start + offset for offset, key in enumerate(run)}
