"""Whether a backup can be restored: by restoring it."""

from dataclasses import dataclass
from pathlib import Path

from app.shared.application.ports.backup_records import RestoreCheck
from app.shared.domain.backups.problems import RestoreFailed
from app.shared.domain.errors import DomainError
from app.shared.domain.language.saying import say
from app.shared.infrastructure.backups.backup_file import read_backup
from app.shared.infrastructure.backups.children import Children, in_thread
from app.shared.infrastructure.backups.door import door_to
from app.shared.infrastructure.backups.keys import Identity
from app.shared.infrastructure.backups.loading import Loading
from app.shared.infrastructure.backups.programs import programs_for
from app.shared.infrastructure.backups.scratch import MayNotCreate, scratch_database
from app.shared.infrastructure.backups.session import Session, session_with

NAME = "guildwright backup trial"


@dataclass(frozen=True, slots=True)
class TrialResult:
    """`trouble` is empty where it was restored."""

    check: RestoreCheck
    trouble: str = ""


async def try_backup(
    session: Session, url: str, path: Path, identity: Identity | None
) -> TrialResult:
    """Read the file as somebody would on the worst day, restore it into a database of its own, and
    compare: the revision, and how many rows each table has. `session` is that of the backup, so
    that one trial goes on at a time. Raises nothing of what may be wrong with it."""
    try:
        async with scratch_database(door_to(url)) as name:
            await _restored(session, url, path, identity, name)
    except MayNotCreate:
        why = say("The database's user may not create one for it.")
        return TrialResult(RestoreCheck.NOT_DONE, why)
    except DomainError as error:
        return TrialResult(RestoreCheck.FAILED, error.message)
    except OSError as error:
        return TrialResult(RestoreCheck.FAILED, f"{path}: {error.strerror}.")
    return TrialResult(RestoreCheck.RESTORED)


async def _restored(
    session: Session, url: str, path: Path, identity: Identity | None, name: str
) -> None:
    backup = read_backup(path)
    door = door_to(url, database=name)
    programs = programs_for(await session.server_major(), tls=door.tls)
    children = Children()
    loading = Loading(programs, door, backup, identity, children)
    await in_thread(lambda: loading.replace(name=NAME), children)
    async with session_with(door, NAME) as there:
        found = (await there.schema(), await there.rows())
    origin = backup.manifest.origin
    if found != (origin.schema, origin.rows):
        raise RestoreFailed(say("What was restored is not what was dumped."))
