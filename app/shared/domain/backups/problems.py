"""What can go wrong with a backup, or with putting one back."""

from typing import ClassVar

from app.shared.domain.errors import Conflict, Invalid, Unavailable


class BackupUnusable(Invalid):
    """No backup, one that is cut off or changed, or one that this key does not open."""

    code: ClassVar[str] = "backup_unusable"


class BackupTooNew(Invalid):
    """Made by a version whose schema this one does not know."""

    code: ClassVar[str] = "backup_too_new"


class KeyUnusable(Invalid):
    """What should be a key for backups is none, or is missing."""

    code: ClassVar[str] = "backup_key_unusable"


class ToolsMissing(Unavailable):
    """PostgreSQL's own programs are not there, or are older than the server."""

    code: ClassVar[str] = "postgres_tools_missing"


class BackupFailed(Unavailable):
    """No backup was made. What was written of it is gone."""

    code: ClassVar[str] = "backup_failed"


class NothingToBackUp(BackupFailed):
    """The database was never set up."""

    code: ClassVar[str] = "nothing_to_back_up"


class RestoreFailed(Unavailable):
    """The database is as it was."""

    code: ClassVar[str] = "restore_failed"


class DatabaseNotEmpty(Conflict):
    """Restoring would replace what is there."""

    code: ClassVar[str] = "database_not_empty"


class DatabaseInUse(Conflict):
    """Somebody is connected, or another backup or restore is under way."""

    code: ClassVar[str] = "database_in_use"
