"""The smallest guild that has orders, categories and calls, to try every way of changing it.

Nothing here is shared with what counts: a state is a table of channels, and a call gives another.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

NUMBERS = range(3)


class Room(NamedTuple):
    """`value` stands for all fields that only the room's own call can carry."""

    id: int
    parent: int | None
    number: int
    value: str = ""
    is_category: bool = False


State = frozenset[Room]


def shown(state: State) -> tuple[tuple[int, int | None, str], ...]:
    """What people see, from the top: ids, categories and values, and no numbers."""
    there = {room.id for room in state if room.is_category}
    ranked = sorted(state, key=lambda room: (room.number, room.id))
    parents = [None, *(room.id for room in ranked if room.is_category)]
    lines: list[tuple[int, int | None, str]] = []
    for parent in parents:
        lines += [(room.id, None, room.value) for room in ranked if room.id == parent]
        lines += [
            (room.id, parent, room.value)
            for room in ranked
            if not room.is_category and (room.parent if room.parent in there else None) == parent
        ]
    return tuple(lines)


def after_one_call(state: State, value: str, new_id: int) -> Iterator[State]:
    """Every state that one call leads to. A room's new `value` is the wanted one or none."""
    for room in state:
        yield from _deleted(state, room)
        yield from _edited(state, room, value)
    if all(room.id != new_id for room in state):
        yield from _made(state, value, new_id)


def after_a_bulk_call(state: State) -> Iterator[State]:
    """Any numbers for all, and one room in another category."""
    rooms = sorted(state, key=lambda room: room.id)
    for numbers in product(NUMBERS, repeat=len(rooms)):
        sorted_ = [room._replace(number=n) for room, n in zip(rooms, numbers, strict=True)]
        yield frozenset(sorted_)
        for index, room in enumerate(sorted_):
            for parent in _parents(state, room):
                if parent != room.parent:
                    moved = room._replace(parent=parent)
                    yield frozenset([*sorted_[:index], moved, *sorted_[index + 1 :]])


def _deleted(state: State, room: Room) -> Iterator[State]:
    kept = (other for other in state if other is not room)
    yield frozenset(
        other._replace(parent=None) if other.parent == room.id else other for other in kept
    )


def _edited(state: State, room: Room, value: str) -> Iterator[State]:
    """A number that comes with a category is passed over."""
    others = state - {room}
    for new in {room.value, value}:
        for number in NUMBERS:
            yield others | {room._replace(value=new, number=number)}
        for parent in _parents(state, room):
            if parent != room.parent:
                yield others | {room._replace(value=new, parent=parent)}


def _made(state: State, value: str, new_id: int) -> Iterator[State]:
    fresh = Room(new_id, None, 0)
    for new, number, parent in product({"", value}, NUMBERS, _parents(state, fresh)):
        yield state | {Room(new_id, parent, number, new)}


def _parents(state: State, room: Room) -> list[int | None]:
    return [None] if room.is_category else [None, *(c.id for c in state if c.is_category)]
