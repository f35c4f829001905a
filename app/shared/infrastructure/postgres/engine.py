"""Connections to the database, however its URL is written."""

import time
from collections.abc import Callable

import asyncpg
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from app.shared.infrastructure.dsn import dsn_of
from app.shared.infrastructure.postgres.trying import try_before_use

_WITHIN_S = 10


def create_engine(
    url: str,
    *,
    name: str = "guildwright",
    pool_size: int = 10,
    now: Callable[[], float] = time.monotonic,
) -> AsyncEngine:
    """A pool over asyncpg. Nothing connects until it is used.

    `name` is what the connections are called in pg_stat_activity; twice `pool_size` may be open for
    a moment. Connections are looked at before they are handed out, so that a restart of the
    database is not seen as an error of the next statement.
    """
    dsn = dsn_of(url)

    async def connect() -> asyncpg.Connection:
        # The DSN as a whole: only asyncpg itself understands `sslmode` and what goes with it.
        return await asyncpg.connect(
            dsn, timeout=_WITHIN_S, server_settings={"application_name": name}
        )

    engine = create_async_engine(
        URL.create("postgresql+asyncpg"),
        async_creator=connect,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=_WITHIN_S,
        # SQLAlchemy must not put statements or their values into the texts of its errors.
        hide_parameters=True,
    )
    try_before_use(engine, now)
    return engine
