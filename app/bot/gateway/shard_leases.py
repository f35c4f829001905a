"""Sees to it that no two processes hold the same shard: each event would be answered twice."""

import logging
from collections.abc import Sequence
from typing import ClassVar

from app.bot.gateway.shards import Shard
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.leases import Leases
from app.shared.domain.errors import Conflict, Unavailable
from app.shared.domain.language.saying import say

log = logging.getLogger(__name__)

LEASE_S = 15.0
_PROLONG_EVERY_S = 4.0
_TRIES = 5
"""So many tries, a while apart, outlast the lease of a process that was killed."""


class ShardTaken(Conflict):
    code: ClassVar[str] = "shard_taken"

    def __init__(self, shard: Shard) -> None:
        super().__init__(
            say(
                "Another process of this bot already holds {shard}, so this one does not connect.",
                shard=shard,
            ),
            remedy=say("Stop the other process, or give each its own SHARD_IDS."),
        )


class ShardLeases:
    """While Redis is away nobody can be asked: the shards are held as if they were ours, and the
    question is asked again once it is back."""

    def __init__(self, leases: Leases, clock: Clock, who: str) -> None:
        self._leases = leases
        self._clock = clock
        self._who = who

    async def take(self, shards: Sequence[Shard]) -> None:
        """Raises ShardTaken where somebody else goes on prolonging one of them."""
        for shard in shards:
            for tries_left in reversed(range(_TRIES)):
                if await self._mine(shard):
                    break
                if not tries_left:
                    raise ShardTaken(shard)
                log.warning("%s is held by another process, or was until just now", shard)
                await self._clock.sleep(_PROLONG_EVERY_S)

    async def prolong_forever(self, shards: Sequence[Shard]) -> None:
        """Raises ShardTaken once somebody else has one."""
        while True:
            await self._clock.sleep(_PROLONG_EVERY_S)
            for shard in shards:
                if not await self._mine(shard):
                    raise ShardTaken(shard)

    async def give_back(self, shards: Sequence[Shard]) -> None:
        """Never raises: what is not given back ends by itself."""
        for shard in shards:
            try:
                await self._leases.give_back(_name(shard), self._who)
            except Unavailable:
                return

    async def _mine(self, shard: Shard) -> bool:
        try:
            return await self._leases.take(_name(shard), self._who, LEASE_S)
        except Unavailable as away:
            log.warning("who holds %s cannot be known: %s", shard, away)
            return True


def _name(shard: Shard) -> str:
    return f"shard:{shard.id}/{shard.count}"
