"""Ends a connection on which the database does not answer in time.

A server that is frozen, a line that is dead and a lock that somebody holds look the same from here:
nothing comes. asyncpg's own `command_timeout` sends a request to cancel, on a new connection, and
the next command waits until it is acknowledged: a frozen server never does. So the socket is thrown
away, which fails at once whatever waits on it, and the server drops the transaction.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

import asyncpg
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from app.shared.application.ports.unit_of_work import StoreUnavailable
from app.shared.infrastructure.postgres.errors import translated

ANSWERS_WITHIN_S = 15.0
"""For one statement or one commit. The slowest take well below a second, and a migration, which
others may have to wait for, gives up on its locks after ten; people wait for the answer."""
OPTION = "answers_within_s"
"""The execution option by which an engine hands its own bound to its connections."""
_UNHEARD_S = 0.25
"""Seconds in which whoever waits for an answer hears that the connection is gone."""


class answered:  # noqa: N801 - it reads as a word of the sentence that it begins
    """Raises TimeoutError when it took too long. The connection is then gone for good, and so is
    its transaction, unless it was a commit: that may have happened."""

    __slots__ = ("_connection", "_loop", "_timer")

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        driver = _driver(self._connection)
        if driver is None:
            raise DisconnectionError("the connection was given up")
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_later(_within_s(self._connection), driver.terminate)

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _where: object
    ) -> None:
        self._timer.cancel()
        if isinstance(error, Exception) and self._loop.time() >= self._timer.when():
            raise TimeoutError from error


def taken(connection: AsyncConnection) -> asyncio.Timeout:
    """For many rows, beside `answered`: who waits for room in the socket to send more of them does
    not hear that the connection is gone (asyncpg 0.32), and has to be cancelled."""
    return asyncio.timeout(_within_s(connection) + _UNHEARD_S)


@asynccontextmanager
async def connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection of the pool. Leaving rolls back what was not committed, and never hangs."""
    with translated():
        connection = await engine.connect()
    try:
        yield connection
    finally:
        # A connection that is gone has nothing left to roll back, and must hide neither the error
        # that told so nor what was read before.
        with suppress(StoreUnavailable), translated(), _ended_in_time(connection):
            await connection.close()


@contextmanager
def _ended_in_time(connection: AsyncConnection) -> Iterator[None]:
    driver = _driver(connection)
    if driver is None:
        yield
        return
    timer = asyncio.get_running_loop().call_later(_within_s(connection), driver.terminate)
    try:
        yield
    finally:
        timer.cancel()


def _within_s(connection: AsyncConnection) -> float:
    options = connection.sync_connection.get_execution_options()  # type: ignore[union-attr]
    return float(options.get(OPTION, ANSWERS_WITHIN_S))


def _driver(connection: AsyncConnection) -> asyncpg.Connection | None:
    if connection.invalidated:
        return None
    return connection.sync_connection.connection.driver_connection  # type: ignore[union-attr]
