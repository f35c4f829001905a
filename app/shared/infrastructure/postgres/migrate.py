"""Brings a database to this program's schema, and tells whether one is there already."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.shared.application.ports.unit_of_work import SchemaMismatch
from app.shared.infrastructure.postgres.errors import translated

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_281_901
"""The advisory lock that lets one process migrate at a time; guild ids are far larger."""


async def migrate(engine: AsyncEngine, revision: str = "head") -> None:
    """Upgrade to a revision, the newest by default. Two at once: the second waits, then has nothing
    to do. Raises SchemaMismatch for a database that a newer program has migrated."""
    async with translated(), engine.connect() as connection:
        await connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
        await connection.commit()
        try:
            await connection.run_sync(_upgrade, revision)
            await connection.commit()
        finally:
            await connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
            await connection.commit()


async def downgrade(engine: AsyncEngine, revision: str) -> None:
    async with translated(), engine.connect() as connection:
        await connection.run_sync(_downgrade, revision)
        await connection.commit()


async def check_schema(engine: AsyncEngine) -> None:
    """Raises SchemaMismatch, with what to do, unless the database is at the newest revision."""
    async with translated(), engine.connect() as connection:
        current = await connection.run_sync(_current)
    head = _script().get_current_head()
    if current == head:
        return
    _refuse_newer(current)
    raise SchemaMismatch(
        "The database is empty." if current is None else "The database is older than this program.",
        remedy="Run: guildwright migrate",
    )


def revisions() -> tuple[str, ...]:
    """From the first to the newest."""
    found = [script.revision for script in _script().walk_revisions()]
    return tuple(reversed(found))


def _upgrade(connection: Connection, revision: str) -> None:
    _refuse_newer(_current(connection))
    # A migration must not stand in a queue behind a long transaction and block everybody else.
    connection.execute(text("SET lock_timeout = '10s'"))
    connection.execute(text("SET statement_timeout = '60s'"))
    connection.commit()
    command.upgrade(_config(connection), revision)


def _downgrade(connection: Connection, revision: str) -> None:
    command.downgrade(_config(connection), revision)


def _current(connection: Connection) -> str | None:
    current = MigrationContext.configure(connection).get_current_revision()
    connection.rollback()
    return current


def _refuse_newer(current: str | None) -> None:
    if current is not None and current not in revisions():
        raise SchemaMismatch(
            "The database was set up by a newer version of Guildwright.",
            remedy="Update Guildwright, or point DATABASE_URL at another database.",
        )


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _script() -> ScriptDirectory:
    return ScriptDirectory(str(_MIGRATIONS))
