"""A database with something to lose, and everything that is in it as one value."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import asyncpg

from app.shared.infrastructure.backups.backup_file import BackupFile, read_backup
from app.shared.infrastructure.backups.door import door_to
from app.shared.infrastructure.backups.keys import Identity, Recipient
from app.shared.infrastructure.backups.making import BackupOrder, make_backup
from app.shared.infrastructure.backups.restoring import RestoreOrder, restore, verify
from app.shared.infrastructure.backups.session import session_with
from app.shared.infrastructure.dsn import dsn_of

Rows = dict[str, list[str]]
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_FILL = """
    INSERT INTO trail (guild_id, at, actor, origin, action, subject, details)
    SELECT 1, now(), 'user:42', 'web', 'plan.made', md5(n::text), jsonb_build_object('n', n)
    FROM generate_series(1, 3000) AS n;
    INSERT INTO known_user (user_id, name, display_name, avatar, seen_at)
    VALUES (42, 'marten', E'Ma\\\\rten\\t\\n\\\\.\\nÖ ✨ $$', NULL, now());
"""


def names_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


@dataclass(frozen=True, slots=True)
class KeptDatabase:
    url: str

    async def fill(self) -> None:
        await self.does(_FILL)

    async def does(self, statements: str) -> None:
        async with self.connection() as connection:
            await connection.execute(statements)

    async def everything(self) -> Rows:
        """Each row of each table as text, and where each sequence stands."""
        async with self.connection() as connection:
            names = [row[0] for row in await connection.fetch(_TABLES)]
            rows: Rows = {}
            for name in names:
                query = f'SELECT one::text FROM public."{name}" AS one ORDER BY 1'  # noqa: S608
                rows[name] = [row[0] for row in await connection.fetch(query)]
            standing = await connection.fetch("SELECT sequencename, last_value FROM pg_sequences")
            rows["sequences"] = sorted(str(tuple(row)) for row in standing)
        return rows

    async def schema(self) -> str:
        async with self.connection() as connection:
            return str(await connection.fetchval("SELECT version_num FROM alembic_version"))

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[asyncpg.Connection]:
        connection = await asyncpg.connect(dsn_of(self.url), ssl=False)
        try:
            yield connection
        finally:
            await connection.close()

    async def backed_up(self, path: Path, recipients: Sequence[Recipient] = ()) -> BackupFile:
        door = door_to(self.url)
        async with session_with(door, "guildwright backup") as session:
            order = BackupOrder(path=path, at=NOON, recipients=recipients)
            return await make_backup(session, door, order)

    async def restored(
        self,
        path: Path,
        *,
        identity: Identity | None = None,
        replace: bool = True,
        verified: bool = True,
    ) -> None:
        backup = read_backup(path)
        if verified:
            await verify(backup, identity)
        await self.given(backup, identity, replace=replace)

    async def given(
        self, backup: BackupFile, identity: Identity | None = None, *, replace: bool = True
    ) -> None:
        """What was looked at already, put back."""
        door = door_to(self.url)
        order = RestoreOrder(
            backup=backup,
            identity=identity,
            replace=replace,
            safety=None,
            recipients=(),
            at=NOON,
        )
        async with session_with(door, "guildwright restore") as session:
            await restore(session, door, order)
