"""Waiting for a place among all processes' requests."""

import asyncio

import pytest

from app.shared.application.ports.shared_budget import SharedBudget
from app.shared.infrastructure.discord.shared_places import SharedPlaces, TooLong
from tests.support.virtual_timer import VirtualTimer, settle


class Counted(SharedBudget):
    """So many places, each free when it is said."""

    def __init__(self, free: int) -> None:
        self.free = free
        self.taken: list[str] = []
        self.back: list[str] = []
        self.wait = 0.05

    async def take(self, place: str) -> float:
        await asyncio.sleep(0)
        if self.free < 1:
            return self.wait
        self.free -= 1
        self.taken.append(place)
        return 0.0

    async def answered(self, place: str) -> None:
        self.free += 1

    async def give_back(self, place: str) -> None:
        self.back.append(place)


@pytest.fixture
def timer() -> VirtualTimer:
    return VirtualTimer()


async def test_whoever_comes_first_is_first(timer: VirtualTimer) -> None:
    budget = Counted(free=0)
    places = SharedPlaces(budget, timer)
    first, second = (asyncio.create_task(places.taken(10)) for _ in range(2))
    await settle()
    budget.free = 1

    await timer.run(asyncio.wait_for(first, None))
    await settle()

    assert not second.done()
    await places.answered(first.result())
    await timer.run(asyncio.wait_for(second, None))
    assert budget.taken == [first.result(), second.result()]


async def test_a_click_overtakes_what_came_shortly_before_it(timer: VirtualTimer) -> None:
    budget = Counted(free=0)
    places = SharedPlaces(budget, timer)
    orders = (105.0, 105.0, 101.0)
    first, second, click = (asyncio.create_task(places.taken(10, order)) for order in orders)
    await settle()

    budget.free = 2
    await timer.run(asyncio.wait_for(click, None))
    await settle()

    assert not second.done()
    assert budget.taken == [first.result(), click.result()]
    await places.answered(first.result())
    await timer.run(asyncio.wait_for(second, None))


async def test_who_is_called_off_with_the_turn_in_hand_hands_it_on(timer: VirtualTimer) -> None:
    budget = Counted(free=0)
    places = SharedPlaces(budget, timer)
    first, called_off, last = (asyncio.create_task(places.taken(10)) for _ in range(3))
    await settle()

    first.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    called_off.cancel()
    budget.free = 1
    await timer.run(asyncio.wait_for(last, None))

    assert first.cancelled()
    assert called_off.cancelled()


async def test_beyond_the_patience_it_is_told_at_once(timer: VirtualTimer) -> None:
    budget = Counted(free=0)
    before = timer.now()

    with pytest.raises(TooLong) as told:
        await timer.run(SharedPlaces(budget, timer).taken(0.12))

    assert told.value.again == budget.wait
    assert timer.now() - before <= 0.12


async def test_who_is_called_off_keeps_no_place_and_no_turn(timer: VirtualTimer) -> None:
    budget = Counted(free=0)
    places = SharedPlaces(budget, timer)
    called_off, next_one = (asyncio.create_task(places.taken(10)) for _ in range(2))
    await settle()

    called_off.cancel()
    budget.free = 1
    await timer.run(asyncio.wait_for(next_one, None))

    assert called_off.cancelled()
    assert len(budget.back) == 1
    assert next_one.result() not in budget.back
