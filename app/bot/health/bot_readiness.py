"""Whether the bot can do what it is there for."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from app.bot.gateway.gateway_client import Heartbeat
from app.bot.gateway.shards import Shard
from app.bot.health.check import Check, Readiness
from app.bot.health.gateway_check import gateway_check, heartbeat_check
from app.bot.health.service_checks import database_checks, redis_check
from app.bot.presence.shard_state import ShardState
from app.shared.infrastructure.container import Container


class BotReadiness(Readiness):
    def __init__(
        self,
        container: Container,
        shards: Sequence[ShardState],
        heartbeats: Callable[[], Mapping[Shard, Heartbeat | None]],
    ) -> None:
        self._container = container
        self._shards = shards
        self._heartbeats = heartbeats

    async def checks(self) -> tuple[Check, ...]:
        database, redis = await asyncio.gather(
            database_checks(self._container.engine()),
            redis_check(self._container.bot_presence()),
        )
        gateway = gateway_check(self._shards)
        return (gateway, heartbeat_check(self._heartbeats()), *database, redis)
