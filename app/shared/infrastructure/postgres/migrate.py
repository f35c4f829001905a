"""Brings a database to this program's schema, and tells whether one is there already.

Looking needs no Alembic, which is slow to load: most commands find everything up to date.
"""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from app.shared.application.ports.unit_of_work import SchemaMismatch
from app.shared.domain.language.saying import say
from app.shared.infrastructure.postgres.answering import answered, connected
from app.shared.infrastructure.postgres.errors import translated
from app.shared.infrastructure.postgres.schema_floor import read_floor

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_281_901
"""The advisory lock that lets one process migrate at a time; guild ids are far larger."""


async def migrate(engine: AsyncEngine, revision: str = "head") -> None:
    """Upgrade to a revision, the newest by default. Two at once: the second waits, then has nothing
    to do. A database that a newer program has migrated is left as it is; raises SchemaMismatch
    where this one cannot work with that."""
    with translated():
        async with engine.connect() as connection:
            if revision == "head" and await _is_at_head(connection):
                return
            await connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
            await connection.commit()
            try:
                await _upgrade(connection, revision)
            finally:
                await _let_go(connection)


async def _let_go(connection: AsyncConnection) -> None:
    """Whoever gets the connection next from the pool waits for as long as they like."""
    await connection.rollback()
    await connection.execute(text("RESET lock_timeout"))
    await connection.execute(text("RESET statement_timeout"))
    await connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
    await connection.commit()


async def downgrade(engine: AsyncEngine, revision: str) -> None:
    from app.shared.infrastructure.postgres.alembic_steps import step_down

    with translated():
        async with engine.connect() as connection:
            await connection.run_sync(step_down, MIGRATIONS, revision)
            await connection.commit()


async def check_schema(engine: AsyncEngine) -> None:
    """Raises SchemaMismatch, with what to do, unless this program can work with the database: at
    the newest revision, or migrated by a newer program that has only added to it."""
    with translated():
        async with connected(engine) as connection:
            with answered(connection):
                if await _is_at_head(connection):
                    return
                current = await _current(connection)
    raise SchemaMismatch(
        say("The database is empty.")
        if current is None
        else say("The database is older than this program."),
        remedy=say("Run: guildwright migrate"),
    )


def revisions() -> tuple[str, ...]:
    """From the first to the newest, by the names of their files: `0002_queue.py` is 0002."""
    names = (path.name for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))
    return tuple(sorted(name.partition("_")[0] for name in names))


async def _upgrade(connection: AsyncConnection, revision: str) -> None:
    from app.shared.infrastructure.postgres.alembic_steps import step_up

    if revision == "head" and await _is_at_head(connection):
        return
    # A migration must not stand in a queue behind a long transaction and block everybody else.
    await connection.execute(text("SET lock_timeout = '10s'"))
    await connection.execute(text("SET statement_timeout = '60s'"))
    await connection.commit()
    await connection.run_sync(step_up, MIGRATIONS, revision)
    await connection.commit()


async def _current(connection: AsyncConnection) -> str | None:
    there = await connection.scalar(text("SELECT to_regclass('alembic_version')"))
    found = None
    if there is not None:
        found = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    await connection.rollback()
    return None if found is None else str(found)


async def _is_at_head(connection: AsyncConnection) -> bool:
    """Or beyond, in a way that is no matter to this program; raises SchemaMismatch where it is."""
    current = await _current(connection)
    if current is None or current in revisions():
        return current == revisions()[-1]
    floor = await read_floor(connection)
    await connection.rollback()
    if floor not in revisions():
        raise SchemaMismatch(
            say(
                "The database was set up by a newer version of Guildwright, and this one cannot "
                "work with it."
            ),
            remedy=say("Update Guildwright, or point DATABASE_URL at another database."),
        )
    return True
