"""Connections to the database, however its URL is written."""

import asyncpg
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_WITHIN_S = 10
_TLS_MODES = {"true": "require", "1": "require", "false": "disable", "0": "disable"}


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


def dsn_of(url: str) -> str:
    """The URL as asyncpg reads it: `sslmode`, `sslrootcert` and others as libpq has them.

    `ssl`, which other libraries call `sslmode`, is understood too. Holds the password.
    """
    parsed = make_url(url).set(drivername="postgresql")
    mode = parsed.query.get("ssl")
    if isinstance(mode, str):
        parsed = parsed.difference_update_query(["ssl"])
        if "sslmode" not in parsed.query:
            mode = _TLS_MODES.get(mode.lower(), mode)
            parsed = parsed.update_query_dict({"sslmode": mode})
    return parsed.render_as_string(hide_password=False)
