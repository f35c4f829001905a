"""Make a backup of the whole database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from app.shared.domain.backups.manifest import Origin
from app.shared.domain.backups.problems import NothingToBackUp
from app.shared.domain.language.saying import say
from app.shared.infrastructure.backups.backup_file import BackupFile, BackupWriter
from app.shared.infrastructure.backups.children import Children, in_thread
from app.shared.infrastructure.backups.door import Door
from app.shared.infrastructure.backups.dumping import Dumping
from app.shared.infrastructure.backups.keys import Recipient
from app.shared.infrastructure.backups.programs import programs_for
from app.shared.infrastructure.backups.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupOrder:
    """Encrypted for all of `recipients`; as it is without any."""

    path: Path
    at: datetime
    recipients: Sequence[Recipient] = ()


async def make_backup(session: Session, door: Door, order: BackupOrder) -> BackupFile:
    """Write it to a new file, closed to others: whole, or not at all.

    Raises ToolsMissing, NothingToBackUp, BackupFailed, StoreUnavailable, and OSError of the disk.
    """
    programs = programs_for(await session.server_major(), tls=door.tls)
    schema = await session.schema()
    if schema is None:
        raise NothingToBackUp(
            say("The database is empty: there is nothing to back up."),
            remedy=say("Check DATABASE_URL, or set the database up: guildwright migrate"),
        )
    server = await session.server()
    order.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    writer = BackupWriter(order.path, encrypted=bool(order.recipients))
    children = Children()
    with writer.writing():
        async with session.snapshot() as snapshot:
            recipients = list(order.recipients)
            dumping = Dumping(programs, door, snapshot, recipients, children)
            await in_thread(lambda: dumping.into(writer), children)
            rows = await session.rows()
        origin = Origin(
            made_at=order.at,
            guildwright=version("guildwright"),
            schema=schema,
            server=server,
            tools=programs.major,
            rows=rows,
        )
        return writer.finish(origin)
