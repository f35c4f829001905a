"""One run per guild at a time, by an advisory lock of the database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.shared.application.ports.guild_lock import GuildLock
from app.shared.application.ports.unit_of_work import StoreUnavailable
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.postgres.answering import answered
from app.shared.infrastructure.postgres.errors import translated

_FAREWELL_S = 2.0
"""For the server to hear that the connection ends, after which it is cut."""


class PostgresGuildLock(GuildLock):
    """The lock lives as long as its connection, which leaves the pool for that long: if the runs
    at work held all that the pool may open, not one of them could keep its journal.

    When the connection is lost, so is the lock, and another worker may take the guild: whoever
    holds it is then stopped at once with StoreUnavailable, as if the process had died.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def hold(self, guild_id: GuildId) -> AsyncIterator[bool]:
        with translated():
            connection = await self._engine.connect()
        loss, driver, left_pool = _Loss(), None, False
        try:
            with translated():
                connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
                raw = await connection.get_raw_connection()
                driver = raw.driver_connection
                driver.add_termination_listener(loss.happened)  # type: ignore[union-attr]
                with answered(connection):
                    taken = await connection.scalar(
                        text("SELECT pg_try_advisory_lock(:key)"), {"key": guild_id}
                    )
                if taken:
                    raw.detach()
                    left_pool = True
            with loss.stops_the_holder():
                yield bool(taken)
        finally:
            if driver is not None:
                driver.remove_termination_listener(loss.happened)
            # Closed for good rather than given back: that lets every lock of it go.
            if left_pool:
                await _closed(driver)
            else:
                with translated():
                    await connection.invalidate()
                    await connection.close()


async def _closed(driver: Any) -> None:
    """However that goes, the connection is gone, and the lock with it."""
    with suppress(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        await driver.close(timeout=_FAREWELL_S)


class _Loss:
    """Stops the task that holds a lock when the lock's connection ends."""

    def __init__(self) -> None:
        self._task = asyncio.current_task()
        self._watching = False
        self._lost = False

    def happened(self, _connection: Any) -> None:
        self._lost = True
        if self._watching and self._task is not None:
            self._task.cancel()

    def stops_the_holder(self) -> "_Loss":
        return self

    def __enter__(self) -> None:
        if self._lost:
            raise _gone()
        self._watching = True

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> None:
        self._watching = False
        if self._lost and isinstance(error, asyncio.CancelledError) and self._task is not None:
            self._task.uncancel()
            raise _gone() from error


def _gone() -> StoreUnavailable:
    return StoreUnavailable(
        say("The database connection that guards this run was lost."),
        remedy=say("Nothing to do: the run goes on when the database answers again."),
    )
