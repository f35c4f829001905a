"""What became of backups, in memory."""

from app.shared.application.ports.backup_records import (
    BackupRecord,
    BackupRecords,
    BackupStanding,
)
from app.shared.domain.errors import DomainError


class FakeBackupRecords(BackupRecords):
    """`away` is raised instead of an answer."""

    def __init__(self, *records: BackupRecord) -> None:
        self.records = [*records]
        self.away: DomainError | None = None

    async def add(self, record: BackupRecord) -> None:
        if self.away is not None:
            raise self.away
        self.records.append(record)

    async def standing(self) -> BackupStanding:
        if self.away is not None:
            raise self.away
        good = [one for one in self.records if one.is_good]
        return BackupStanding(
            self.records[-1] if self.records else None, good[-1] if good else None
        )
