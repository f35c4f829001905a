"""Several things at once, until it is time to go."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from typing import Any

HANDED_OVER_WITHIN_S = 8.0
"""A process that is asked to stop has ten seconds in most places before it is killed."""

type Work = Coroutine[Any, Any, None]
type EndsWhenTold = Callable[[asyncio.Event], Work]


async def until(
    stopping: asyncio.Event, work: Iterable[Work], ending: Iterable[EndsWhenTold] = ()
) -> None:
    """Do all of it until `stopping`, or until one of them fails, which is raised.

    `work` is then cancelled. What is in `ending` is told by its event, and has a while to come to
    its end by itself.
    """
    leaving = asyncio.Event()
    waits = asyncio.create_task(stopping.wait())
    tasks = [asyncio.create_task(one) for one in work]
    enders = [asyncio.create_task(one(leaving)) for one in ending]
    everything = [waits, *tasks, *enders]
    try:
        await asyncio.wait(everything, return_when=asyncio.FIRST_COMPLETED)
    finally:
        leaving.set()
        for task in (waits, *tasks):
            task.cancel()
        await asyncio.gather(waits, *tasks, return_exceptions=True)
        await _ended(enders)
    _raise_first(everything)


async def _ended(enders: list[asyncio.Task[None]]) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(HANDED_OVER_WITHIN_S):
            await asyncio.gather(*enders, return_exceptions=True)
    for task in enders:
        task.cancel()
    await asyncio.gather(*enders, return_exceptions=True)


def _raise_first(tasks: Iterable[asyncio.Task[Any]]) -> None:
    for task in tasks:
        error = None if task.cancelled() else task.exception()
        if error is not None:
            raise error
