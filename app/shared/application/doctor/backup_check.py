"""Whether there is a backup that somebody could rely on."""

from datetime import datetime, timedelta

from app.shared.application.doctor.check import Check, Health
from app.shared.application.ports.backup_records import (
    BackupRecord,
    BackupRecords,
    BackupStanding,
    RestoreCheck,
)
from app.shared.domain.errors import DomainError

NAME = "backup"
_LATE = timedelta(hours=1)
_LOGS = "The log of whatever makes the backups says more. One now: guildwright backup"


async def check_backups(records: BackupRecords, now: datetime) -> tuple[Check, BackupStanding]:
    """Never FAILS: runs work without a backup."""
    try:
        standing = await records.standing()
    except DomainError as error:
        what = f"Backups: not looked at. {error.message}"
        return Check(name=NAME, health=Health.UNKNOWN, what=what), BackupStanding()
    return _judged(standing, now), standing


def can_be_relied_on(standing: BackupStanding, now: datetime) -> bool:
    """Whether the last backup is good, as far as anybody looked, and the next one not overdue."""
    return standing.last is not None and standing.last.is_good and not _is_late(standing.last, now)


def _is_late(last: BackupRecord, now: datetime) -> bool:
    return last.due_at is not None and now > last.due_at + _LATE


def _judged(standing: BackupStanding, now: datetime) -> Check:
    last = standing.last
    if last is None:
        return _warns(
            "There is no backup of the database.",
            "Make one: guildwright backup. With docker-compose.yml, add backup to COMPOSE_PROFILES "
            "for one every day.",
        )
    if last.trouble:
        return _warns(f"{_when('The last backup failed', last)} {last.trouble}{_good(standing)}")
    if last.check is RestoreCheck.FAILED:
        return _warns(
            f"{_when('The last backup could not be restored', last)} {last.check_trouble}"
            f"{_good(standing)}"
        )
    if last.due_at is not None and _is_late(last, now):
        return _warns(
            f"{_when('The last backup was made', last)} The next one was due at "
            f"{_time(last.due_at)}, and nobody made it."
        )
    if last.check is RestoreCheck.NOT_DONE:
        return Check(
            name=NAME,
            health=Health.WARNS,
            what=f"{_when('A backup was made', last)} Nobody tried to restore it. "
            f"{last.check_trouble}".strip(),
            remedy="Set BACKUP_CHECK=true, for a database user that may create databases.",
        )
    what = (
        f"{_when('A backup was made', last)} It was restored as a trial, and nothing was missing."
    )
    return Check(name=NAME, health=Health.GOOD, what=what)


def _warns(what: str, remedy: str = _LOGS) -> Check:
    return Check(name=NAME, health=Health.WARNS, what=what, remedy=remedy)


def _good(standing: BackupStanding) -> str:
    if standing.last_good is None:
        return " There is no good one."
    return f" The last good one is of {_time(standing.last_good.at)}."


def _when(what: str, record: BackupRecord) -> str:
    return f"{what} at {_time(record.at)}."


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
