"""Questions that come at the same time are answered in one go, and none spoils another."""

import asyncio
from collections.abc import Sequence

from app.shared.application.asked_together import AskedTogether
from app.shared.domain.errors import Invalid, Unavailable


class Answering:
    """Doubles numbers; holds its answers back until it is let go."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.may_go = asyncio.Event()
        self.away = False

    async def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.asked.append([*numbers])
        await self.may_go.wait()
        if self.away:
            raise Unavailable("It is away.")
        if 0 in numbers:
            raise Invalid("Nothing is no number.")
        return [2 * number for number in numbers]


async def _started(ask: AskedTogether[int, int], *numbers: int) -> list[asyncio.Task[int]]:
    tasks = [asyncio.create_task(ask(number)) for number in numbers]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return tasks


async def test_who_asks_alone_is_answered_alone() -> None:
    answering = Answering()
    answering.may_go.set()

    assert await AskedTogether(answering)(21) == 42
    assert answering.asked == [[21]]


async def test_those_who_ask_meanwhile_are_answered_together() -> None:
    answering = Answering()
    ask = AskedTogether(answering, most=3)
    first = await _started(ask, 1)
    others = await _started(ask, 2, 3, 4, 5)

    answering.may_go.set()

    assert await asyncio.gather(*first, *others) == [2, 4, 6, 8, 10]
    assert answering.asked == [[1], [2, 3, 4], [5]]


async def test_what_is_to_be_kept_apart_is_answered_one_after_the_other() -> None:
    answering = Answering()
    ask = AskedTogether(answering, apart=lambda number: number % 10)
    first = await _started(ask, 1)
    others = await _started(ask, 2, 12, 3)

    answering.may_go.set()

    await asyncio.gather(*first, *others)
    assert answering.asked == [[1], [2, 3], [12]]


async def test_one_that_fails_spoils_nothing_for_the_others() -> None:
    answering = Answering()
    ask = AskedTogether(answering)
    first = await _started(ask, 1)
    others = await _started(ask, 2, 0, 3)

    answering.may_go.set()
    two, nothing, three = await asyncio.gather(*others, return_exceptions=True)

    assert (await first[0], two, three) == (2, 4, 6)
    assert isinstance(nothing, Invalid)


async def test_where_the_other_side_is_away_it_is_asked_once() -> None:
    answering = Answering()
    answering.away = True
    ask = AskedTogether(answering)
    first = await _started(ask, 1)
    others = await _started(ask, 2, 3)

    answering.may_go.set()
    failures = await asyncio.gather(*first, *others, return_exceptions=True)

    assert [type(one) for one in failures] == [Unavailable] * 3
    assert answering.asked == [[1], [2, 3]]


async def test_who_stopped_waiting_is_not_asked_for() -> None:
    answering = Answering()
    ask = AskedTogether(answering)
    first = await _started(ask, 1)
    gone, stays = await _started(ask, 2, 3)
    gone.cancel()
    await asyncio.sleep(0)

    answering.may_go.set()

    assert (await first[0], await stays) == (2, 6)
    assert answering.asked == [[1], [3]]


async def test_nobody_waits_for_ever_once_answering_was_cancelled() -> None:
    answering = Answering()
    ask = AskedTogether(answering)
    tasks = [*await _started(ask, 1), *await _started(ask, 2)]
    for task in asyncio.all_tasks():
        if task is not asyncio.current_task() and task not in tasks:
            task.cancel()

    results = await asyncio.gather(*tasks, return_exceptions=True)

    assert [type(one) for one in results] == [asyncio.CancelledError] * 2
