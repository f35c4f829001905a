"""How long shards take to identify, beside the least that Discord allows."""

import asyncio
import heapq
import itertools
from datetime import UTC, datetime, timedelta

from app.bot.gateway.identifying import Identifying
from app.bot.gateway.local_turns import LocalTurns
from app.shared.application.ports.clock import Clock

_EVERY_S = 5.0
_TURNS = 20


class FastClock(Clock):
    """Goes to the next sleeper once nobody has anything else to do."""

    def __init__(self) -> None:
        self._now = datetime(2026, 1, 1, tzinfo=UTC)
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()

    def now(self) -> datetime:
        return self._now

    def elapsed(self) -> float:
        return self._now.timestamp()

    async def sleep(self, seconds: float) -> None:
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        at = self._now + timedelta(seconds=seconds)
        heapq.heappush(self._sleepers, (at, next(self._numbers), woken))
        await woken

    async def run_down(self, until: asyncio.Task[None]) -> None:
        while not until.done():
            for _ in range(_TURNS):
                await asyncio.sleep(0)
            if self._sleepers:
                at, _, woken = heapq.heappop(self._sleepers)
                self._now = max(self._now, at)
                if not woken.done():
                    woken.set_result(None)


async def startup_ratio(shards: int, at_once: int) -> float:
    """Of identifying alone: the seconds of a network are the same for everybody."""
    clock = FastClock()
    identifying = Identifying(LocalTurns(clock), clock, "benchmark")
    identifying.max_concurrency = at_once
    begun = clock.now()

    async def all_shards() -> None:
        await asyncio.gather(*(_one(identifying, shard) for shard in range(shards)))

    task = asyncio.create_task(all_shards())
    await clock.run_down(task)
    await task
    least = _EVERY_S * (-(-shards // at_once) - 1)
    took = (clock.now() - begun).total_seconds()
    return took / least if least else 1.0 + took


async def _one(identifying: Identifying, shard: int) -> None:
    await identifying.turn(shard)
    await identifying.identified(shard)
