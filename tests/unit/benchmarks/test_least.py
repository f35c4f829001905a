"""The least number of writes, held against every way of making them in small guilds."""

import random
from collections.abc import Iterator, Sequence
from itertools import permutations, product
from typing import Any

import pytest

from benchmarks.applying.least import least
from benchmarks.applying.orders import Place, numbers_for, roles_fall_into_place
from benchmarks.applying.raw import Raw
from tests.unit.benchmarks.small_guild import (
    Room,
    State,
    after_a_bulk_call,
    after_one_call,
    shown,
)

NEW = 90
Line = tuple[int, int | None, str]


def raw_channel(id_: str, parent: int | None, value: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "type": 0,
        "parent_id": None if parent is None else str(parent),
        "permission_overwrites": [],
        "name": value,
        **fields,
    }


def raw_guild(channels: Sequence[dict[str, Any]], roles: Sequence[dict[str, Any]] = ()) -> Raw:
    return Raw(guild={"id": "1", "features": []}, roles=roles, channels=channels)


def before(state: State) -> Raw:
    return raw_guild(
        [
            raw_channel(
                str(room.id),
                room.parent,
                room.value,
                position=room.number,
                type=4 if room.is_category else 0,
            )
            for room in state
        ]
    )


def wanted(lines: Sequence[Line], categories: frozenset[int]) -> Raw:
    def name(id_: int) -> str:
        return f":{id_}" if id_ == NEW else str(id_)

    return raw_guild(
        [
            raw_channel(name(id_), parent, value, type=4 if id_ in categories else 0)
            for id_, parent, value in lines
        ]
    )


def fewest_calls(start: State, goal: Sequence[Line], most: int) -> int:
    """By trying everything, up to a number of calls."""
    states = {start}
    for calls in range(most + 1):
        if any(shown(state) == tuple(goal) for state in states):
            return calls
        if calls < most:
            states = {after for state in states for after in after_any_call(state)}
    return most + 1


def after_any_call(state: State) -> Iterator[State]:
    yield from after_one_call(state, "x", NEW)
    yield from after_a_bulk_call(state)


def random_case(chance: random.Random) -> tuple[State, tuple[Line, ...]]:
    """A category and two rooms, and what is wanted of them: order, parents, values, one more, one
    less."""
    rooms = [Room(10, None, chance.choice([0, 1]), is_category=True)]
    rooms += [Room(id_, chance.choice([None, 10]), chance.choice([0, 1])) for id_ in (20, 30)]
    kept = [room for room in rooms if chance.random() < 0.85]
    inside = [10] if any(room.is_category for room in kept) else []
    lines: list[Line] = [
        (room.id, chance.choice([None, *inside, room.parent if inside else None]),
         chance.choice(["", "", "x"]))
        for room in kept
        if not room.is_category
    ]  # fmt: skip
    if chance.random() < 0.4:
        lines.append((NEW, chance.choice([None, *inside]), ""))
    chance.shuffle(lines)
    top = [line for line in lines if line[1] is None]
    within = [line for line in lines if line[1] is not None]
    return frozenset(rooms), (*top, *((c, None, "") for c in inside), *within)


@pytest.mark.parametrize("seed", range(24))
def test_no_set_of_calls_is_smaller_and_one_is_as_small(seed: int) -> None:
    start, goal = random_case(random.Random(seed))

    found = least(before(start), wanted(goal, frozenset({10}))).writes

    assert fewest_calls(start, goal, most=2) == min(found, 3)


_TWO = (Room(20, None, 1), Room(30, None, 1))
_CATEGORY = Room(10, None, 0, is_category=True)


@pytest.mark.parametrize(
    ("start", "goal", "calls"),
    [
        # An edit takes a number along, and a mere change of places is a call.
        ([*_TWO], [(30, None, "x"), (20, None, "")], 1),
        ([*_TWO], [(30, None, ""), (20, None, "")], 1),
        # What moves keeps its number; one move may ride in the call for the order.
        ([_CATEGORY, Room(20, 10, 0), Room(30, None, 1)],
         [(10, None, ""), (30, 10, ""), (20, 10, "")], 1),
        ([_CATEGORY, Room(20, 10, 0), Room(30, None, 1)],
         [(10, None, ""), (30, 10, "x"), (20, 10, "")], 2),
        # Channels fall out of a category by themselves, and stand by the numbers they had.
        ([_CATEGORY, Room(20, 10, 0), Room(30, 10, 1)], [(20, None, ""), (30, None, "")], 1),
        ([_CATEGORY, Room(20, 10, 0), Room(30, 10, 1)], [(30, None, ""), (20, None, "")], 2),
        # A new one has the highest id, so it stands after what has the same number.
        ([*_TWO], [(20, None, ""), (NEW, None, ""), (30, None, "")], 2),
        ([Room(20, None, 1)], [(NEW, None, ""), (20, None, "")], 1),
        ([Room(20, None, 0)], [(NEW, None, ""), (20, None, "")], 2),
    ],
)  # fmt: skip
def test_what_brings_an_order_about(start: list[Room], goal: list[Line], calls: int) -> None:
    state = frozenset(start)

    assert least(before(state), wanted(goal, frozenset({10}))).writes == calls
    assert fewest_calls(state, goal, most=2) == calls


def all_small_orders(length: int, numbers: int) -> Iterator[list[Place]]:
    """Every list of this length of what is new, keeps its number, or may get another."""
    kinds = [Place(None, None), Place(0, None), *(Place(0, number) for number in range(numbers))]
    for ids in permutations(range(1, length + 1)):
        for chosen in product(kinds, repeat=length):
            yield [
                Place(None if kind.id is None else id_, kind.number)
                for kind, id_ in zip(chosen, ids, strict=True)
            ]


def some_numbers_sort(places: Sequence[Place], highest: int) -> bool:
    """By trying all numbers for what has none, what is new being made in the order of the list."""
    ids = [100 + n if place.id is None else place.id for n, place in enumerate(places)]
    choices = [range(highest) if p.number is None else [p.number] for p in places]
    return any(
        list(zip(numbers, ids, strict=True)) == sorted(zip(numbers, ids, strict=True))
        for numbers in product(*choices)
    )


@pytest.mark.parametrize(("length", "numbers"), [(1, 3), (2, 3), (3, 3), (4, 1)])
def test_numbers_are_found_exactly_where_there_are_some(length: int, numbers: int) -> None:
    for places in all_small_orders(length, numbers):
        found = numbers_for(places)

        assert (found is not None) == some_numbers_sort(places, numbers + length), places


def test_the_numbers_that_are_found_sort_and_change_nothing_that_is_given() -> None:
    for places in all_small_orders(3, 3):
        found = numbers_for(places)
        if found is None:
            continue
        ids = [100 + n if place.id is None else place.id for n, place in enumerate(places)]
        ranked = list(zip(found, ids, strict=True))

        assert ranked == sorted(ranked)
        assert all(p.number in (None, n) for p, n in zip(places, found, strict=True))


def roles_by_rank(roles: dict[int, int]) -> list[int]:
    return sorted(roles, key=lambda id_: (-roles[id_], id_))


@pytest.mark.parametrize("shifts", [True, False])
@pytest.mark.parametrize("there", [0, 1, 2])
@pytest.mark.parametrize("made", [0, 1, 2])
def test_roles_fall_into_place_exactly_where_some_way_of_making_them_does_it(
    there: int, made: int, shifts: bool
) -> None:
    """A new role comes to position 1; others are moved up by that or not."""
    for numbers in product(range(1, 4), repeat=there):
        standing = dict(enumerate(numbers, start=1))
        outcomes: set[tuple[int, ...]] = set()
        for making in permutations(range(made)):
            roles = dict(standing)
            for turn in range(made):
                if shifts:
                    roles = {id_: number + 1 for id_, number in roles.items()}
                roles[50 + turn] = 1
            ranked = roles_by_rank(roles)
            names = {50 + turn: -1 - which for turn, which in enumerate(making)}
            outcomes.add(tuple(names.get(id_, id_) for id_ in ranked))
        for order in permutations([*standing, *(-1 - n for n in range(made))]):
            places = [(number, id_) for id_, number in standing.items()]

            falls = roles_fall_into_place(places, [id_ if id_ > 0 else None for id_ in order])

            assert falls == (order in outcomes), (standing, order)


def test_what_a_role_takes_along_is_no_edit_of_its_channels() -> None:
    gone = {"id": "7", "type": 0, "allow": "1", "deny": "0"}
    role = {"id": "7", "managed": False, "position": 1}
    live = raw_channel("2", None, "", position=0, permission_overwrites=[gone])

    found = least(raw_guild([live], [role]), raw_guild([raw_channel("2", None, "")]))

    assert (found.deleted, found.edited) == (1, 0)


def test_channels_follow_their_category_and_only_those_that_had_the_same_overwrites() -> None:
    old = [{"id": "1", "type": 0, "allow": "0", "deny": "1"}]
    new = [{"id": "1", "type": 0, "allow": "0", "deny": "2"}]
    everyone = {**dict.fromkeys(("name", "permissions"), ""), "id": "1", "managed": False}
    live = raw_guild(
        [
            raw_channel("2", None, "", type=4, position=0, permission_overwrites=old),
            raw_channel("3", 2, "", position=0, permission_overwrites=old),
            raw_channel("4", 2, "", position=1),
        ],
        [everyone],
    )
    design = raw_guild(
        [
            raw_channel("2", None, "", type=4, permission_overwrites=new),
            raw_channel("3", 2, "", permission_overwrites=new),
            raw_channel("4", 2, "", permission_overwrites=new),
        ],
        [everyone],
    )

    assert least(live, design).edited == 2
