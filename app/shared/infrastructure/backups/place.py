"""The folder in which backups are kept, and what goes from it in time."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.shared.domain.backups.problems import BackupUnusable
from app.shared.domain.backups.retention import Retention
from app.shared.infrastructure.backups.backup_file import PART, BackupFile, read_backup

_NAME = "guildwright-*.tar"
FAILED = ".failed"
"""How the name of a backup ends that could not be restored."""
_PARTS_FOR = timedelta(days=1)


def name_for(at: datetime, *, prefix: str = "guildwright") -> str:
    """By default one that `forget_old` knows."""
    return f"{prefix}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.tar"


def kept_in(folder: Path) -> list[BackupFile]:
    """Whole backups, newest first. What cannot be read is none."""
    found = []
    for path in folder.glob(_NAME):
        with suppress(BackupUnusable, OSError):
            found.append(read_backup(path))
    return sorted(found, key=lambda one: one.manifest.origin.made_at, reverse=True)


def set_aside(made: BackupFile) -> BackupFile:
    """Out of the way of the good ones, whose place of a day it would take: one that could not be
    restored. The last of them stays, so that trying again and again does not fill the disk."""
    aside = made.path.with_name(made.path.name + FAILED)
    made.path.rename(aside)
    for path in aside.parent.glob(_NAME + FAILED):
        if path != aside:
            path.unlink(missing_ok=True)
    return replace(made, path=aside)


def forget_old(folder: Path, retention: Retention, now: datetime) -> list[Path]:
    """Remove backups that need not be kept, and what was left of attempts that were killed. Other
    files stay, among them backups with names of their own."""
    backups = kept_in(folder)
    kept = retention.kept([one.manifest.origin.made_at for one in backups])
    gone = [one.path for one in backups if one.manifest.origin.made_at not in kept]
    for path in folder.glob(_NAME + PART):
        age = now - datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if age > _PARTS_FOR:
            gone.append(path)
    for path in gone:
        path.unlink(missing_ok=True)
    return gone
