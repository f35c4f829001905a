"""Whether a wanted order can be had by calls that are sent anyway.

Discord shows channels of one group by (position, id), and roles by (position, then the lower id
above). Positions may repeat and have gaps; nothing renumbers what is not named in a call.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One channel in a wanted order."""

    id: float | None
    """None for what is still to be made: whatever id it gets, it is above all that exist."""
    number: int | None
    """None where a call that is sent anyway can bring any number: a creation or an edit."""


def numbers_for(places: Sequence[Place]) -> list[int] | None:
    """Numbers under which the places sort as they stand, those that are given kept; None if there
    are none.

    Going through the list, each gets the least (number, id) above that of the one before; a larger
    one would leave less room to whatever follows, so that if this fails, everything does. New ones
    of one number sort by when they are made, which is ours to choose.
    """
    found: list[int] = []
    number, last = 0, -math.inf
    for place in places:
        own = math.inf if place.id is None else place.id
        later = own >= last
        if place.number is None:
            number = number if later else number + 1
        elif place.number > number or (place.number == number and later):
            number = place.number
        else:
            return None
        last = own
        found.append(number)
    return found


def roles_fall_into_place(before: Sequence[tuple[int, int]], wanted: Sequence[int | None]) -> bool:
    """Whether roles stand right without a call for their order.

    `before` are (position, id) of what is there and stays, `wanted` is the order from the top, None
    for each new role. A role's position is in no call but the one for the order, and a new role
    lands right above @everyone: at position 1, beside or below whatever else is there, and of equal
    positions the lower id ranks higher. So what is there must be in order already, and everything
    new must stand below it, made from the top down.
    """
    standing = [id_ for _, id_ in sorted(before, key=lambda role: (-role[0], role[1]))]
    return list(wanted) == [*standing, *([None] * (len(wanted) - len(standing)))]
