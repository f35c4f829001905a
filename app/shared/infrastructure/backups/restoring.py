"""Put a backup back: everything that can be looked at is, before anything is touched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.shared.domain.backups.problems import (
    BackupTooNew,
    DatabaseInUse,
    DatabaseNotEmpty,
    KeyUnusable,
)
from app.shared.domain.language.saying import say
from app.shared.infrastructure.backups.backup_file import BackupFile
from app.shared.infrastructure.backups.children import Children, in_thread
from app.shared.infrastructure.backups.door import Door
from app.shared.infrastructure.backups.keys import Identity, Recipient
from app.shared.infrastructure.backups.loading import Loading
from app.shared.infrastructure.backups.making import BackupOrder, make_backup
from app.shared.infrastructure.backups.programs import programs_for
from app.shared.infrastructure.backups.session import Session, holds_data
from app.shared.infrastructure.postgres.migrate import revisions

NAME = "guildwright restore"
"""What it is called in the server's list of connections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreOrder:
    """`replace` lets data go that is there; a backup of it is written to `safety` first, unless
    that is None."""

    backup: BackupFile
    identity: Identity | None
    replace: bool
    safety: Path | None
    recipients: Sequence[Recipient]
    """For whom `safety` is encrypted."""
    at: datetime


async def verify(backup: BackupFile, identity: Identity | None) -> None:
    """Read all of it. Raises BackupUnusable, BackupTooNew, KeyUnusable; touches nothing."""
    _refuse_unreadable(backup, identity)
    children = Children()
    programs = programs_for(backup.manifest.origin.tools)
    nowhere = Door(uri="", dsn="", database="", tls=False, password="")
    loading = Loading(programs, nowhere, backup, identity, children)
    await in_thread(loading.verify, children)


async def restore(session: Session, door: Door, order: RestoreOrder) -> None:
    """Replace what is in the database by what is in a backup that was verified, or leave it as it
    was. It has the backup's schema then: whoever needs the newest one migrates.

    Raises DatabaseNotEmpty, DatabaseInUse, ToolsMissing, RestoreFailed, BackupUnusable.
    """
    backup = order.backup
    await _refuse_occupied(session, door, order)
    major = max(await session.server_major(), backup.manifest.origin.tools)
    programs = programs_for(major, tls=door.tls)
    if order.safety is not None and await _can_be_kept(session, door):
        safely = BackupOrder(path=order.safety, at=order.at, recipients=order.recipients)
        await make_backup(session, door, safely)
    children = Children()
    loading = Loading(programs, door, backup, order.identity, children)
    await in_thread(lambda: loading.replace(name=NAME), children)


async def _can_be_kept(session: Session, door: Door) -> bool:
    """Whether there is anything to make a backup of. Raises DatabaseNotEmpty where there is, and
    none can be made: it would be lost without anybody having said so."""
    if await session.schema() is not None:
        return True
    if holds_data(await session.rows()):
        raise DatabaseNotEmpty(
            say(
                "The database {database} is not empty, and nothing in it says which version it "
                "is of: no backup of it can be made before it is replaced. Nothing was touched.",
                database=door.database,
            ),
            remedy=say("Keep what is in it with pg_dump if you may need it, then add --discard."),
        )
    return False


def _refuse_unreadable(backup: BackupFile, identity: Identity | None) -> None:
    schema = backup.manifest.origin.schema
    if schema not in revisions():
        raise BackupTooNew(
            say(
                "{path} was made by Guildwright {version}, whose database has a newer schema "
                "({schema}) than this version knows.",
                path=backup.path,
                version=backup.manifest.origin.guildwright,
                schema=schema,
            ),
            remedy=say("Update Guildwright, and restore it then."),
        )
    if backup.manifest.encrypted and identity is None:
        raise KeyUnusable(
            say("{path} is encrypted.", path=backup.path),
            remedy=say("Name the file with the secret key: --key FILE"),
        )


async def _refuse_occupied(session: Session, door: Door, order: RestoreOrder) -> None:
    rows = await session.rows()
    ours = set(order.backup.manifest.origin.rows)
    if foreign := sorted(table for table in rows if table not in ours and not _is_ours(table)):
        raise DatabaseNotEmpty(
            say(
                "The database {database} holds tables that are not Guildwright's: {tables}.",
                database=door.database,
                tables=", ".join(foreign[:5]),
            ),
            remedy=say("Restore into a database of its own: point DATABASE_URL at one."),
        )
    if holds_data(rows) and not order.replace:
        raise DatabaseNotEmpty(
            say(
                "The database {database} is not empty: {number} rows.",
                database=door.database,
                number=sum(rows.values()),
            ),
            remedy=say(
                "Point DATABASE_URL at an empty one, or add --replace to let go of what is there."
            ),
        )
    if others := await session.others():
        raise DatabaseInUse(
            say(
                "Somebody else is connected to the database: {programs}.",
                programs=", ".join(others[:5]),
            ),
            remedy=say("Stop web, bot and workers first, and start them again afterwards."),
        )


def _is_ours(table: str) -> bool:
    from app.shared.infrastructure.postgres.tables import metadata

    return table in metadata.tables or table.startswith(("alembic_version", "pgqueuer"))
