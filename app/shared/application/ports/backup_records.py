"""What became of each attempt to back the database up."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class RestoreCheck(StrEnum):
    """What came of restoring a backup into a database of its own."""

    RESTORED = "restored"
    """With the same revision and as many rows in each table."""
    FAILED = "failed"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRecord:
    """`trouble` says why there is no backup and is empty where there is one, whose file is then
    `file`. `check_trouble` is a sentence where the check is anything but RESTORED. `due_at` is when
    the next attempt is expected; None where nobody said that there will be one."""

    at: datetime
    file: str = ""
    size_bytes: int = 0
    encrypted: bool = False
    trouble: str = ""
    check: RestoreCheck = RestoreCheck.NOT_DONE
    check_trouble: str = ""
    due_at: datetime | None = None

    @property
    def is_good(self) -> bool:
        """Whether somebody could rely on it."""
        return not self.trouble and self.check is not RestoreCheck.FAILED


@dataclass(frozen=True, slots=True)
class BackupStanding:
    """The last attempt, and the last one that was good, which may be the same."""

    last: BackupRecord | None = None
    last_good: BackupRecord | None = None


class BackupRecords(Protocol):
    @abstractmethod
    async def add(self, record: BackupRecord) -> None:
        """Old ones may be forgotten, those of a `standing` never. Raises StoreUnavailable and
        SchemaMismatch."""

    @abstractmethod
    async def standing(self) -> BackupStanding:
        """Raises StoreUnavailable and SchemaMismatch."""
