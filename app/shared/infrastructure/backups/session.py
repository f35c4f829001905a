"""A connection for the time of one backup or restore, which is the only one of its database."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import asyncpg

from app.shared.domain.backups.problems import DatabaseInUse
from app.shared.domain.language.saying import say
from app.shared.infrastructure.backups.door import Door
from app.shared.infrastructure.postgres.errors import translated

_LOCK = 7_281_902
"""The advisory lock beside that of migrations; guild ids are far larger."""
_CONNECT_WITHIN_S = 10
# What a database that nobody has used yet gets by being set up and looked after.
_NO_DATA = ("alembic_version", "schema_floor", "pgqueuer", "backup_record", "log_line")
_TABLES = """
    SELECT relname FROM pg_class
    WHERE relnamespace = to_regnamespace('public') AND relkind IN ('r', 'p')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
    ORDER BY relname
"""
_OTHERS = """
    SELECT DISTINCT coalesce(application_name, '')
    FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND backend_type = 'client backend'
"""


class Session:
    """What is asked of the database itself. Everything raises StoreUnavailable."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def server(self) -> str:
        return str(await self._value("SHOW server_version"))

    async def server_major(self) -> int:
        number = await self._value("SELECT current_setting('server_version_num')")
        return int(str(number)) // 10_000

    async def schema(self) -> str | None:
        """The revision; None for a database that was never set up."""
        if await self._value("SELECT to_regclass('public.alembic_version')") is None:
            return None
        found = await self._value("SELECT version_num FROM public.alembic_version")
        return None if found is None else str(found)

    async def rows(self) -> dict[str, int]:
        """How many each table has. Reads all of them."""
        counted = {}
        for table in await self._names(_TABLES):
            query = f"SELECT count(*) FROM public.{quoted(table)}"  # noqa: S608 - quoted
            counted[table] = int(str(await self._value(query)))
        return counted

    async def others(self) -> list[str]:
        """Who else is connected, by the names that programs give their connections."""
        names = await self._names(_OTHERS)
        return sorted(name or say("a program without a name") for name in names)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[str]:
        """One state of the database, for this session and for pg_dump by its name."""
        await self._execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield str(await self._value("SELECT pg_export_snapshot()"))
        # Where something went wrong the session ends, and this with it.
        await self._execute("ROLLBACK")

    async def _value(self, query: str) -> object:
        with translated():
            return await self._connection.fetchval(query)

    async def _names(self, query: str) -> list[str]:
        with translated():
            return [str(row[0]) for row in await self._connection.fetch(query)]

    async def _execute(self, statement: str) -> None:
        with translated():
            await self._connection.execute(statement)


@asynccontextmanager
async def session_with(door: Door, name: str) -> AsyncIterator[Session]:
    """Raises DatabaseInUse while another backup or restore of this database is under way, and
    StoreUnavailable."""
    with translated():
        connection = await asyncpg.connect(
            door.dsn,
            timeout=_CONNECT_WITHIN_S,
            # A table of any size is counted, however long it takes.
            server_settings={"application_name": name, "statement_timeout": "0"},
        )
    try:
        with translated():
            alone = await connection.fetchval("SELECT pg_try_advisory_lock($1)", _LOCK)
        if not alone:
            raise DatabaseInUse(
                say("Another backup or restore of this database is under way."),
                remedy=say("Wait until it has ended, and try again."),
            )
        yield Session(connection)
    finally:
        # Its end gives the lock back.
        connection.terminate()


def holds_data(rows: Mapping[str, int]) -> bool:
    """Whether anything would be lost with it: setting a database up leaves rows behind as well."""
    return any(count for table, count in rows.items() if not table.startswith(_NO_DATA))


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
