"""A clock that moves only when somebody sleeps by it."""

import asyncio
import heapq
import itertools
from datetime import UTC, datetime, timedelta

from app.shared.application.ports.clock import Clock

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
_TURNS = 8
"""Turns of the loop in which nothing happens before the next sleeper is woken."""


class FakeClock(Clock):
    """Sleeping takes no real time: whoever sleeps is woken in the order of the wake-up times,
    and the clock then shows that time."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._put_right = 0.0
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        self._pump: asyncio.Task[None] | None = None
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self._now

    def elapsed(self) -> float:
        return self._now.timestamp() - self._put_right

    def put_right(self, seconds: float) -> None:
        """Somebody sets the wall clock so much on (or back); no time passes."""
        self._now += timedelta(seconds=seconds)
        self._put_right += seconds

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        self.slept.append(seconds)
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        wake_at = self._now + timedelta(seconds=seconds)
        heapq.heappush(self._sleepers, (wake_at, next(self._numbers), woken))
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._wake_sleepers())
        await woken

    async def _wake_sleepers(self) -> None:
        while self._sleepers:
            for _ in range(_TURNS):
                await asyncio.sleep(0)
            wake_at, _number, woken = heapq.heappop(self._sleepers)
            if not woken.done():
                self._now = max(self._now, wake_at)
                woken.set_result(None)
