from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine


def create_engine(url: str, *, name: str = "guildwright", pool_size: int = 10) -> AsyncEngine:
    """A pool over asyncpg. Nothing connects until it is used.

    `name` is what the connections are called in pg_stat_activity. Connections are tried before
    they are handed out, so that a restart of the database is not seen as an error of the next
    statement.
    """
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=10,
        pool_pre_ping=True,
        # SQLAlchemy must not put statements or their values into the texts of its errors.
        hide_parameters=True,
        connect_args={"timeout": 10, "server_settings": {"application_name": name}},
    )
