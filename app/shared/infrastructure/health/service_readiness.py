"""Whether a process has the services that it works with."""

import asyncio
import time
from collections.abc import Callable

from app.shared.infrastructure.container import Container
from app.shared.infrastructure.health.check import Check, Readiness
from app.shared.infrastructure.health.service_checks import database_checks, redis_check

_KEPT_S = 1.0


class ServiceReadiness(Readiness):
    """Database, schema and Redis, for what has no connection to Discord's gateway."""

    def __init__(self, container: Container) -> None:
        self._container = container

    async def checks(self) -> tuple[Check, ...]:
        database, redis = await asyncio.gather(
            database_checks(self._container.engine()),
            redis_check(self._container.bot_presence()),
        )
        return (*database, redis)


class KeptReadiness(Readiness):
    """Looks once a second at most, however many ask: for where anybody may."""

    def __init__(self, looked_at: Readiness, now: Callable[[], float] = time.monotonic) -> None:
        self._looked_at = looked_at
        self._now = now
        self._looking: asyncio.Task[tuple[Check, ...]] | None = None
        self._until = 0.0

    async def checks(self) -> tuple[Check, ...]:
        if self._looking is None or (self._looking.done() and self._now() >= self._until):
            self._looking = asyncio.create_task(self._look())
        # Whoever gives up waiting leaves the look to the others.
        return await asyncio.shield(self._looking)

    async def _look(self) -> tuple[Check, ...]:
        try:
            return await self._looked_at.checks()
        finally:
            self._until = self._now() + _KEPT_S
