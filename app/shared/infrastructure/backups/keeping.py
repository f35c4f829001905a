"""Back up, try what was made, write down what became of it, and let go of old ones."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.shared.application.ports.backup_records import BackupRecord, BackupRecords, RestoreCheck
from app.shared.domain.backups.retention import Retention
from app.shared.domain.errors import DomainError
from app.shared.domain.language.saying import say
from app.shared.infrastructure.backups.backup_file import BackupFile
from app.shared.infrastructure.backups.door import door_to
from app.shared.infrastructure.backups.keys import Identity, Recipient, new_identity
from app.shared.infrastructure.backups.making import BackupOrder, make_backup
from app.shared.infrastructure.backups.place import forget_old, set_aside
from app.shared.infrastructure.backups.session import session_with
from app.shared.infrastructure.backups.trial import TrialResult, try_backup

log = logging.getLogger(__name__)

NAME = "guildwright backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingRules:
    """`retention` is None where nothing is to go."""

    recipients: tuple[Recipient, ...]
    retention: Retention | None
    check: bool


class KeepBackup:
    """`url` is the database's, `now` the clock."""

    def __init__(
        self, url: str, records: BackupRecords, rules: KeepingRules, now: Callable[[], datetime]
    ) -> None:
        self._url = url
        self._records = records
        self._rules = rules
        self._now = now

    async def __call__(
        self, path: Path, *, due_at: datetime | None = None
    ) -> tuple[BackupFile, TrialResult]:
        """Raises what `make_backup` raises, after it was written down. Old backups go only once
        there is a new one with which nothing is wrong."""
        at = self._now()
        try:
            made, trial = await self._made(path, at)
            if self._rules.retention is not None and trial.check is RestoreCheck.FAILED:
                made = set_aside(made)
        except (DomainError, OSError) as error:
            trouble = error.message if isinstance(error, DomainError) else f"{error.strerror}."
            await self._note(BackupRecord(at=at, trouble=trouble, due_at=due_at))
            raise
        await self._note(
            BackupRecord(
                at=at,
                file=made.path.name,
                size_bytes=made.manifest.size_bytes,
                encrypted=made.manifest.encrypted,
                check=trial.check,
                check_trouble=trial.trouble,
                due_at=due_at,
            )
        )
        if self._rules.retention is not None and trial.check is not RestoreCheck.FAILED:
            forget_old(path.parent, self._rules.retention, at)
        return made, trial

    async def _made(self, path: Path, at: datetime) -> tuple[BackupFile, TrialResult]:
        door = door_to(self._url)
        recipients, key = self._keys()
        async with session_with(door, NAME) as session:
            order = BackupOrder(path=path, at=at, recipients=recipients)
            made = await make_backup(session, door, order)
            if not self._rules.check:
                return made, TrialResult(RestoreCheck.NOT_DONE, say("BACKUP_CHECK is false."))
            return made, await try_backup(session, self._url, path, key)

    def _keys(self) -> tuple[tuple[Recipient, ...], Identity | None]:
        """An encrypted backup is tried without the secret key, which is elsewhere: it is encrypted
        for a second one too, which nobody keeps."""
        recipients = self._rules.recipients
        if not recipients or not self._rules.check:
            return recipients, None
        key = new_identity()
        return (*recipients, key.recipient()), key

    async def _note(self, record: BackupRecord) -> None:
        try:
            await self._records.add(record)
        except DomainError as error:
            # Before a migration there may be no table for it, and a backup counts all the same.
            log.warning("what became of the backup was not written down: %s", error.message)
