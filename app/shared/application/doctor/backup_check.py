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
from app.shared.domain.language.saying import say, to_say

NAME = "backup"
_LATE = timedelta(hours=1)
_LOGS = to_say("The log of whatever makes the backups says more. One now: guildwright backup")


async def check_backups(records: BackupRecords, now: datetime) -> tuple[Check, BackupStanding]:
    """Never FAILS: runs work without a backup."""
    try:
        standing = await records.standing()
    except DomainError as error:
        what = say("Backups: not looked at. {why}", why=error.message)
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
            say("There is no backup of the database."),
            say(
                "Make one: guildwright backup. With docker-compose.yml, add backup to "
                "COMPOSE_PROFILES for one every day."
            ),
        )
    if last.trouble:
        return _warns(
            say(
                "The last backup failed at {time}. {why}{good}",
                time=_time(last.at),
                why=last.trouble,
                good=_good(standing),
            )
        )
    if last.check is RestoreCheck.FAILED:
        return _warns(
            say(
                "The last backup could not be restored at {time}. {why}{good}",
                time=_time(last.at),
                why=last.check_trouble,
                good=_good(standing),
            )
        )
    if last.due_at is not None and _is_late(last, now):
        return _warns(
            say(
                "The last backup was made at {time}. The next one was due at {due}, and nobody "
                "made it.",
                time=_time(last.at),
                due=_time(last.due_at),
            )
        )
    if last.check is RestoreCheck.NOT_DONE:
        return Check(
            name=NAME,
            health=Health.WARNS,
            what=say(
                "A backup was made at {time}. Nobody tried to restore it. {why}",
                time=_time(last.at),
                why=last.check_trouble,
            ).strip(),
            remedy=say("Set BACKUP_CHECK=true, for a database user that may create databases."),
        )
    what = say(
        "A backup was made at {time}. It was restored as a trial, and nothing was missing.",
        time=_time(last.at),
    )
    return Check(name=NAME, health=Health.GOOD, what=what)


def _warns(what: str, remedy: str = "") -> Check:
    return Check(name=NAME, health=Health.WARNS, what=what, remedy=remedy or say(_LOGS))


def _good(standing: BackupStanding) -> str:
    if standing.last_good is None:
        return say(" There is no good one.")
    return say(" The last good one is of {time}.", time=_time(standing.last_good.at))


def _time(at: datetime) -> str:
    return say("{time:%Y-%m-%d %H:%M} UTC", time=at)
