"""A clock that stands still until the test moves it, and knows who waits by it."""

import asyncio
from collections import Counter
from datetime import UTC, datetime

from app.sandbox.clock import DrivenClock
from app.shared.application.ports.clock import Clock


class HeldClock(Clock):
    """The sandbox's time as the application sees it. Whoever sleeps is woken by `advance`."""

    def __init__(self, driven: DrivenClock) -> None:
        self._driven = driven
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []
        self._one_more = asyncio.Event()

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._driven.now(), UTC)

    def elapsed(self) -> float:
        return self._driven.now()

    @property
    def waits(self) -> list[float]:
        """For how many seconds from now each sleeper still waits."""
        return [round(when - self._driven.now(), 3) for when, _ in self._sleepers]

    def advance(self, seconds: float) -> None:
        self._driven.advance(seconds)
        due = [sleeper for sleeper in self._sleepers if sleeper[0] <= self._driven.now()]
        for sleeper in due:
            self._sleepers.remove(sleeper)
            if not sleeper[1].done():
                sleeper[1].set_result(None)

    async def asleep(self, number: int) -> None:
        """Comes back once at least so many wait."""
        while len(self._sleepers) < number:
            self._one_more.clear()
            await self._one_more.wait()

    async def waited_by(self, *seconds: float) -> None:
        """Comes back once somebody waits for just so long, for each of them one sleeper; others may
        wait for something else."""
        while Counter(seconds) - Counter(self.waits):
            self._one_more.clear()
            await self._one_more.wait()

    async def sleep(self, seconds: float) -> None:
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        sleeper = (self._driven.now() + seconds, woken)
        self._sleepers.append(sleeper)
        self._one_more.set()
        try:
            await woken
        finally:
            if sleeper in self._sleepers:
                self._sleepers.remove(sleeper)
