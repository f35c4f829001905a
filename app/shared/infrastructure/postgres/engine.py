"""Connections to the database, however its URL is written."""

import time
from collections.abc import Callable
from contextlib import suppress

import asyncpg
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from app.shared.infrastructure.dead_lines import SAID_TO_POSTGRES, notice
from app.shared.infrastructure.dsn import dsn_of
from app.shared.infrastructure.postgres.answering import ANSWERS_WITHIN_S, OPTION
from app.shared.infrastructure.postgres.farewell import close_in_time
from app.shared.infrastructure.postgres.trying import try_before_use

_WITHIN_S = 10.0


def create_engine(
    url: str,
    *,
    name: str = "guildwright",
    pool_size: int = 10,
    now: Callable[[], float] = time.monotonic,
    answers_within_s: float = ANSWERS_WITHIN_S,
) -> AsyncEngine:
    """A pool over asyncpg. Nothing connects until it is used.

    `name` is what the connections are called in pg_stat_activity; twice `pool_size` may be open for
    a moment. Connections are looked at before they are handed out, so that a restart of the
    database is not seen as an error of the next statement.

    `answers_within_s` is what units of work give one statement or commit (postgres/answering.py).
    """
    dsn, within_s = dsn_of(url), min(_WITHIN_S, answers_within_s)

    async def connect() -> asyncpg.Connection:
        # The DSN as a whole: only asyncpg itself understands `sslmode` and what goes with it.
        connection = await asyncpg.connect(
            dsn, timeout=within_s, server_settings={"application_name": name}
        )
        try:
            notice(connection)
            await _notice_when_we_are_gone(connection, within_s)
        except BaseException:
            connection.terminate()
            raise
        return connection

    engine = create_async_engine(
        URL.create("postgresql+asyncpg"),
        async_creator=connect,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=_WITHIN_S,
        # SQLAlchemy must not put statements or their values into the texts of its errors.
        hide_parameters=True,
        execution_options={OPTION: answers_within_s},
    )
    try_before_use(engine, now, answers_within_s)
    close_in_time(engine, answers_within_s)
    return engine


async def _notice_when_we_are_gone(connection: asyncpg.Connection, within_s: float) -> None:
    """A statement that waits for a lock when we give it up would otherwise wait on without us, and
    the next one beside it, until the server has no connection left to give; and the lock of a guild
    would stay with a worker whose network is gone."""
    # Unknown before PostgreSQL 14 and 12, and not to be had on every system.
    checked = f"SET client_connection_check_interval = {round(1000 * within_s)}"
    for setting in (checked, SAID_TO_POSTGRES):
        with suppress(asyncpg.PostgresError):
            await connection.execute(setting, timeout=within_s)
