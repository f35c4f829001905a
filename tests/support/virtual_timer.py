"""Time that stands still until every task waits, and then jumps to the next alarm."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from heapq import heappop, heappush
from itertools import count
from typing import Any

from app.shared.infrastructure.discord.limiter.timer import Alarm, Timer

_TURNS = 12
"""Turns of the loop after which whatever could go on has gone on."""


class VirtualAlarm(Alarm):
    def __init__(self, call: Callable[[], None]) -> None:
        self.call = call
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class VirtualTimer(Timer):
    def __init__(self, start: float = 1000.0) -> None:
        self._now = start
        self._alarms: list[tuple[float, int, VirtualAlarm]] = []
        self._numbers = count()

    @property
    def pending(self) -> int:
        """Alarms that are still to ring."""
        return sum(not alarm.cancelled for _, _, alarm in self._alarms)

    def now(self) -> float:
        return self._now

    def call_at(self, when: float, call: Callable[[], None]) -> Alarm:
        alarm = VirtualAlarm(call)
        heappush(self._alarms, (when, next(self._numbers), alarm))
        return alarm

    async def run[T](self, work: Coroutine[Any, Any, T]) -> T:
        """Do it to its end, however long that takes by this timer."""
        task = asyncio.create_task(work)
        await settle()
        while not task.done():
            assert self._ring_next(), "somebody waits for what will never happen"
            await settle()
        return task.result()

    async def advance(self, seconds: float) -> None:
        """Let that much time pass, with every alarm in it."""
        until = self._now + seconds
        await settle()
        while self._ring_next(until):
            await settle()
        self._now = until

    def _ring_next(self, until: float = float("inf")) -> bool:
        while self._alarms and self._alarms[0][2].cancelled:
            heappop(self._alarms)
        if not self._alarms or self._alarms[0][0] > until:
            return False
        when, _, alarm = heappop(self._alarms)
        self._now = max(self._now, when)
        alarm.call()
        return True


async def settle() -> None:
    """Let every task go on as far as it can without time passing."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)


async def all_of(work: list[Awaitable[Any]]) -> list[Any]:
    return list(await asyncio.gather(*work))
