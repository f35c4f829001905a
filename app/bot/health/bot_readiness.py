"""Whether the bot can do what it is there for."""

from collections.abc import Callable, Mapping, Sequence

from app.bot.gateway.gateway_client import Heartbeat
from app.bot.gateway.shards import Shard
from app.bot.health.gateway_check import gateway_check, heartbeat_check
from app.bot.presence.shard_state import ShardState
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.health.check import Check, Readiness
from app.shared.infrastructure.health.service_readiness import ServiceReadiness


class BotReadiness(Readiness):
    def __init__(
        self,
        container: Container,
        shards: Sequence[ShardState],
        heartbeats: Callable[[], Mapping[Shard, Heartbeat | None]],
    ) -> None:
        self._services = ServiceReadiness(container)
        self._shards = shards
        self._heartbeats = heartbeats

    async def checks(self) -> tuple[Check, ...]:
        services = await self._services.checks()
        gateway = gateway_check(self._shards)
        return (gateway, heartbeat_check(self._heartbeats()), *services)
