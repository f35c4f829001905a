"""Makes a backup, or the keys for encrypted ones."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from app.cli.data_folder import data_folder
from app.cli.handlers.own_database import own_database
from app.cli.log_file import log_to_file
from app.cli.terminal import out, say, show_json
from app.shared.application.ports.backup_records import (
    BackupRecord,
    BackupRecords,
    BackupStanding,
    RestoreCheck,
)
from app.shared.application.rendering.spans import safe
from app.shared.domain.backups.manifest import Manifest
from app.shared.domain.backups.problems import NothingToBackUp
from app.shared.domain.errors import DomainError
from app.shared.infrastructure.backups.backup_file import BackupFile
from app.shared.infrastructure.backups.keeping import NAME, KeepBackup, KeepingRules
from app.shared.infrastructure.backups.keys import Recipient, recipient_of, write_new_key
from app.shared.infrastructure.backups.place import name_for
from app.shared.infrastructure.backups.trial import TrialResult
from app.shared.infrastructure.clock import SystemClock
from app.shared.infrastructure.languages.speaking import speak_language
from app.shared.infrastructure.postgres.backup_records import PostgresBackupRecords
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Keeping:
    """What makes backups of one database and knows what became of earlier ones."""

    keep: KeepBackup
    records: BackupRecords


class _Passing(BackupRecords):
    """Connected while something is asked alone: whoever waits a day for the next backup must not
    look like somebody who uses the database, in which nothing could be restored then."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._records = PostgresBackupRecords(engine)

    async def add(self, record: BackupRecord) -> None:
        try:
            await self._records.add(record)
        finally:
            await self._engine.dispose()

    async def standing(self) -> BackupStanding:
        try:
            return await self._records.standing()
        finally:
            await self._engine.dispose()


@asynccontextmanager
async def keeping(settings: Settings, *, forgetting: bool) -> AsyncIterator[Keeping]:
    """`forgetting`: old backups go from where a new one is."""
    with own_database(settings) as url:
        engine = create_engine(url, name=NAME, pool_size=1)
        records = _Passing(engine)
        rules = KeepingRules(
            recipients=tuple(recipients_of(settings)),
            retention=settings.backup.retention() if forgetting else None,
            check=settings.backup.check,
        )
        try:
            yield Keeping(KeepBackup(url, records, rules, SystemClock().now), records)
        finally:
            await engine.dispose()


def make_key(file: Path) -> int:
    public = write_new_key(file)
    say(f"{file} opens backups. Keep it where no backup is: without it they open to nobody.")
    out.print(f"BACKUP_PUBLIC_KEY={public}")
    return 0


def back_up(to: Path | None, *, allow_empty: bool, json: bool) -> int:
    """Exit code 1 where it could not be restored."""
    settings = load_settings()
    log_to_file(settings)
    speak_language(settings.language.chosen())
    try:
        made, trial = asyncio.run(_back_up(settings, to))
    except NothingToBackUp as empty:
        if not allow_empty:
            raise
        say(empty.message)
        return 0
    if json:
        trial_told = {"check": trial.check.value, "check_trouble": trial.trouble}
        show_json({"file": str(made.path), **summary(made.manifest), **trial_told})
    else:
        out.print(safe(str(made.path)))
        say(told(made.manifest))
        say(_told_of(trial))
    return 1 if trial.check is RestoreCheck.FAILED else 0


async def _back_up(settings: Settings, to: Path | None) -> tuple[BackupFile, TrialResult]:
    path = _path(to or folder_of(settings), name_for(SystemClock().now()))
    async with keeping(settings, forgetting=to is None) as there:
        due_at = None if to is None else await _still_due(there.records)
        return await there.keep(path, due_at=due_at)


async def _still_due(records: BackupRecords) -> datetime | None:
    """When whatever makes backups by the clock is to make the next one: one that goes elsewhere, as
    each deployment makes, must not hide that it has stopped."""
    try:
        last = (await records.standing()).last
    except DomainError:
        # Before a migration there may be no table for it.
        return None
    return None if last is None else last.due_at


def folder_of(settings: Settings) -> Path:
    return (settings.backup.folder or data_folder() / "backups").absolute()


def recipients_of(settings: Settings) -> list[Recipient]:
    key = settings.backup.public_key
    return [] if key is None else [recipient_of(key)]


def _path(chosen: Path, name: str) -> Path:
    """A folder that is there, or a file to be."""
    return chosen / name if chosen.is_dir() or not chosen.suffix else chosen


def summary(manifest: Manifest) -> dict[str, object]:
    origin = manifest.origin
    return {
        "made_at": origin.made_at.isoformat(),
        "guildwright": origin.guildwright,
        "schema": origin.schema,
        "encrypted": manifest.encrypted,
        "bytes": manifest.size_bytes,
        "sha256": manifest.sha256,
        "rows": sum(origin.rows.values()),
    }


def told(manifest: Manifest) -> str:
    origin = manifest.origin
    sealed = ", encrypted" if manifest.encrypted else ""
    return (
        f"{sum(origin.rows.values())} rows in {len(origin.rows)} tables, "
        f"{manifest.size_bytes / 1024:.0f} KiB{sealed}; made {origin.made_at:%Y-%m-%d %H:%M} UTC "
        f"by Guildwright {origin.guildwright} (schema {origin.schema})."
    )


def _told_of(trial: TrialResult) -> str:
    match trial.check:
        case RestoreCheck.RESTORED:
            return "It was restored into a database of its own, and nothing was missing."
        case RestoreCheck.FAILED:
            return f"It could NOT be restored: {trial.trouble}"
        case RestoreCheck.NOT_DONE:
            return f"Nobody tried to restore it. {trial.trouble}"
