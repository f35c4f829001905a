"""All connections of this process to Discord: one for each of its shards."""

import asyncio
import math
from collections.abc import Callable

from app.bot.gateway.connection import Connection
from app.bot.gateway.gateway_client import Equip, Heartbeat
from app.bot.gateway.identifying import Identifying
from app.bot.gateway.raw_events import GatewayListener
from app.bot.gateway.shard_choice import ShardChoice, chosen_shards
from app.bot.gateway.shard_leases import ShardLeases
from app.bot.gateway.shards import Shard
from app.shared.application.ports.clock import Clock

type ListenerOf = Callable[[Shard], GatewayListener]
"""Called once for each shard, before it connects."""


class Gateway:
    """Which shards there are is known only in a while: Discord may have to be asked for them."""

    def __init__(
        self,
        token: str,
        choice: ShardChoice,
        clock: Clock,
        identifying: Identifying,
        leases: ShardLeases,
        equip: Equip = lambda _client: None,
    ) -> None:
        self._connections: dict[Shard, Connection] = {}
        self._token = token
        self._choice = choice
        self._clock = clock
        self._identifying = identifying
        self._leases = leases
        self._equip = equip

    async def keep(self, listener_of: ListenerOf) -> None:
        """Until cancelled. Raises TokenRefused, GatewayRefused and ShardTaken."""
        shards = await chosen_shards(self._choice, self._token, self._clock)
        try:
            await self._leases.take(shards)
            for shard in shards:
                self._connections[shard] = Connection(
                    self._token,
                    listener_of(shard),
                    self._clock,
                    self._identifying,
                    shard,
                    self._equip,
                )
            await self._keep_all()
        finally:
            await self._leases.give_back(shards)

    def latency_of(self, shard: Shard) -> float:
        """Seconds; not a number where there is no connection."""
        found = self._connections.get(shard)
        return math.nan if found is None else found.latency()

    def heartbeats(self) -> dict[Shard, Heartbeat | None]:
        """Of every shard of this process; none before it is known which those are."""
        return {shard: one.heartbeat() for shard, one in self._connections.items()}

    async def _keep_all(self) -> None:
        keeping = [connection.keep() for connection in self._connections.values()]
        prolonging = self._leases.prolong_forever(tuple(self._connections))
        tasks = [asyncio.create_task(one) for one in (*keeping, prolonging)]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
