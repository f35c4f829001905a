"""How much work waits, in numbers for Prometheus."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.shared.application.ports.clock import Clock
from app.shared.domain.errors import DomainError
from app.shared.domain.runs.run import RunState
from app.shared.infrastructure.postgres.answering import answered, connected
from app.shared.infrastructure.postgres.errors import translated
from app.shared.infrastructure.postgres.tables import UNFINISHED, runs

_WITHIN_S = 2.0
_UNFINISHED = (RunState.QUEUED, RunState.RUNNING, RunState.PAUSED)


class RunNumbers(Collector):
    """Read by `look`, which is to be awaited before the numbers are told. What could not be read
    is not told, so that nobody takes an old number for a new one."""

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._states: dict[RunState, tuple[int, datetime | None]] | None = None

    async def look(self) -> None:
        """Never raises."""
        try:
            async with asyncio.timeout(_WITHIN_S):
                self.found(await self._read())
        except (DomainError, TimeoutError):
            self._states = None

    def found(self, states: Mapping[RunState, tuple[int, datetime | None]]) -> None:
        """By state how many there are, and since when there is the oldest."""
        self._states = {state: states.get(state, (0, None)) for state in _UNFINISHED}

    def collect(self) -> Iterator[GaugeMetricFamily]:
        if self._states is None:
            return
        counted = GaugeMetricFamily(
            "guildwright_runs", "Runs that have not ended, by state.", labels=["state"]
        )
        for state, (count, _) in self._states.items():
            counted.add_metric([state.value], count)
        yield counted
        _, since = self._states[RunState.QUEUED]
        yield GaugeMetricFamily(
            "guildwright_oldest_queued_run_seconds",
            "For how long the oldest queued run has been waiting; 0 where none does.",
            value=0.0 if since is None else (self._clock.now() - since).total_seconds(),
        )

    async def _read(self) -> dict[RunState, tuple[int, datetime | None]]:
        query = (
            select(runs.c.state, func.count(), func.min(runs.c.created_at))
            .where(text(UNFINISHED))
            .group_by(runs.c.state)
        )
        with translated():
            async with connected(self._engine) as connection:
                with answered(connection):
                    found = (await connection.execute(query)).all()
        return {RunState(state): (count, since) for state, count, since in found}
