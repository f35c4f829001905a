"""A backup each so many hours, for as long as a process lives."""

import logging
from abc import abstractmethod
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from app.shared.application.ports.backup_records import BackupRecords, RestoreCheck
from app.shared.application.ports.clock import Clock
from app.shared.domain.errors import DomainError
from app.shared.infrastructure.backups.backup_file import BackupFile
from app.shared.infrastructure.backups.place import name_for
from app.shared.infrastructure.backups.trial import TrialResult

log = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(minutes=15)
"""After an attempt that failed."""


class Keeping(Protocol):
    """What `keeping.KeepBackup` does."""

    @abstractmethod
    async def __call__(
        self, path: Path, *, due_at: datetime | None = None
    ) -> tuple[BackupFile, TrialResult]: ...


class BackupSchedule:
    def __init__(
        self,
        keep: Keeping,
        records: BackupRecords,
        clock: Clock,
        folder: Path,
        every: timedelta,
    ) -> None:
        self._keep = keep
        self._records = records
        self._clock = clock
        self._folder = folder
        self._every = every

    async def run_forever(self) -> None:
        """A process that is started again makes none before it is due."""
        due = await self._first()
        while True:
            await self._clock.sleep((due - self._clock.now()).total_seconds())
            due = self._clock.now() + (self._every if await self.once() else self._again())

    async def _first(self) -> datetime:
        now = self._clock.now()
        try:
            last = (await self._records.standing()).last
        except DomainError:
            return now
        if last is None or not last.is_good or not (self._folder / last.file).is_file():
            return now
        return min(last.at + self._every, now + self._every)

    async def once(self) -> bool:
        """One now, whenever the last was. Whether there is one more to rely on; the log says why
        not."""
        at = self._clock.now()
        try:
            made, trial = await self._keep(self._folder / name_for(at), due_at=at + self._every)
        except (DomainError, OSError) as error:
            log.error("no backup was made: %s", error)  # noqa: TRY400 - a sentence, no fault of ours
            return False
        if trial.check is RestoreCheck.FAILED:
            log.error("the backup %s cannot be restored: %s", made.path.name, trial.trouble)
            return False
        size = made.manifest.size_bytes
        log.info("kept the backup %s, %d bytes: %s", made.path.name, size, trial.check.value)
        return True

    def _again(self) -> timedelta:
        return min(AGAIN_AFTER, self._every)
