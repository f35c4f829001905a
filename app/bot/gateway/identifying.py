"""Lets each shard identify in its turn."""

import logging
from contextlib import suppress

from app.bot.gateway.local_turns import LocalTurns
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.identify_turns import IdentifyTurns
from app.shared.domain.errors import Unavailable

log = logging.getLogger(__name__)


class Identifying:
    """Counts for this process too, so that shards keep apart while Redis is away.

    `max_concurrency` is what `GET /gateway/bot` says; 1 until that is known. `who` names this
    process among all.
    """

    def __init__(self, turns: IdentifyTurns, clock: Clock, who: str) -> None:
        self.max_concurrency = 1
        self._turns = turns
        self._local = LocalTurns(clock)
        self._clock = clock
        self._who = who
        self._unused: set[int] = set()

    async def turn(self, shard_id: int) -> None:
        """Comes back when the shard may connect; it must then identify, or give the turn back."""
        who = f"{self._who} {shard_id}"
        bucket = shard_id % self.max_concurrency
        self._unused.add(shard_id)
        await self._wait_for(self._local, bucket, who)
        try:
            await self._wait_for(self._turns, bucket, who)
        except Unavailable as away:
            log.warning(
                "shard %d identifies without asking the other processes: %s", shard_id, away
            )

    async def identified(self, shard_id: int) -> None:
        bucket = shard_id % self.max_concurrency
        self._unused.discard(shard_id)
        await self._local.identified(bucket)
        with suppress(Unavailable):
            await self._turns.identified(bucket)

    async def give_back(self, shard_id: int) -> None:
        """Nothing where the turn was used."""
        if shard_id not in self._unused:
            return
        self._unused.discard(shard_id)
        who = f"{self._who} {shard_id}"
        bucket = shard_id % self.max_concurrency
        await self._local.give_back(bucket, who)
        with suppress(Unavailable):
            await self._turns.give_back(bucket, who)

    async def _wait_for(self, turns: IdentifyTurns, bucket: int, who: str) -> None:
        while left := await turns.take(bucket, who):
            await self._clock.sleep(left)
