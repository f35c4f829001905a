"""Lets each shard identify in its turn."""

import asyncio
import logging
from collections import defaultdict
from contextlib import suppress

from app.bot.gateway.local_turns import LocalTurns
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.identify_turns import IdentifyTurns
from app.shared.domain.errors import Unavailable

log = logging.getLogger(__name__)


class Identifying:
    """Counts for this process too, so that shards keep apart while Redis is away.

    `max_concurrency` is what `GET /gateway/bot` says; 1 until that is known. `who` names this
    process among all. Of the shards of one bucket in this process one at a time asks the others.
    """

    def __init__(self, turns: IdentifyTurns, clock: Clock, who: str) -> None:
        self.max_concurrency = 1
        self._turns = turns
        self._local = LocalTurns(clock)
        self._clock = clock
        self._who = who
        self._buckets: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._held: dict[int, tuple[int, asyncio.Lock]] = {}

    async def turn(self, shard_id: int) -> None:
        """Comes back when the shard may connect; it must then identify, or give the turn back."""
        bucket = shard_id % self.max_concurrency
        lock = self._buckets[bucket]
        await lock.acquire()
        self._held[shard_id] = (bucket, lock)
        try:
            await self._wait_for(self._local, bucket)
            await self._wait_for(self._turns, bucket)
        except Unavailable as away:
            log.warning("shard %d asks no other process before it identifies: %s", shard_id, away)
        except BaseException:
            self._let_go(shard_id)
            raise

    async def identified(self, shard_id: int) -> None:
        """To be called before anything else is awaited: others count from this moment on."""
        bucket, _ = self._held.get(shard_id, (shard_id % self.max_concurrency, None))
        await self._local.identified(bucket)
        with suppress(Unavailable):
            await self._turns.identified(bucket)
        self._let_go(shard_id)

    async def give_back(self, shard_id: int) -> None:
        """Nothing where the turn was used."""
        if shard_id not in self._held:
            return
        bucket, _ = self._held[shard_id]
        await self._local.give_back(bucket, self._who)
        try:
            with suppress(Unavailable):
                await self._turns.give_back(bucket, self._who)
        finally:
            self._let_go(shard_id)

    def _let_go(self, shard_id: int) -> None:
        held = self._held.pop(shard_id, None)
        if held is not None:
            held[1].release()

    async def _wait_for(self, turns: IdentifyTurns, bucket: int) -> None:
        while left := await turns.take(bucket, self._who):
            await self._clock.sleep(left)
