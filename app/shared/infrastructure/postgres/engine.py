"""Connections to the database, however its URL is written."""

import asyncpg
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from app.shared.infrastructure.dsn import dsn_of

_WITHIN_S = 10


def create_engine(url: str, *, name: str = "guildwright", pool_size: int = 10) -> AsyncEngine:
    """A pool over asyncpg. Nothing connects until it is used.

    `name` is what the connections are called in pg_stat_activity. Connections are tried before
    they are handed out, so that a restart of the database is not seen as an error of the next
    statement.
    """
    dsn = dsn_of(url)

    async def connect() -> asyncpg.Connection:
        # The DSN as a whole: only asyncpg itself understands `sslmode` and what goes with it.
        return await asyncpg.connect(
            dsn, timeout=_WITHIN_S, server_settings={"application_name": name}
        )

    return create_async_engine(
        URL.create("postgresql+asyncpg"),
        async_creator=connect,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=_WITHIN_S,
        pool_pre_ping=True,
        # SQLAlchemy must not put statements or their values into the texts of its errors.
        hide_parameters=True,
    )
