"""What a process that makes backups by the clock does to the database while it waits."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from app.cli.handlers.backup import keeping
from app.shared.application.ports.backup_records import BackupRecord
from app.shared.infrastructure.settings import load_settings
from tests.integration.backups.kept_database import NOON, KeptDatabase, Rows
from tests.support.command_line import CommandLine

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


async def test_whoever_waits_for_the_next_backup_keeps_nobody_from_restoring(
    command: CommandLine,
    kept: KeptDatabase,
    before: Rows,
    folder: Path,
) -> None:
    await kept.backed_up(folder / "one.tar")
    words = ("restore", str(folder / "one.tar"), "--replace", "--discard")
    name = kept.url.rpartition("/")[2].partition("?")[0]

    async with keeping(load_settings(), forgetting=True) as there:
        await there.records.standing()
        await there.records.add(BackupRecord(at=NOON, file="one.tar"))
        ended = await asyncio.to_thread(command, *words, "--database", name)

    assert ended.code == 0, ended.err
    assert await kept.everything() == before


async def test_one_that_goes_elsewhere_hides_no_clock_that_has_stopped(
    command: CommandLine, folder: Path
) -> None:
    async with keeping(load_settings(), forgetting=True) as there:
        await there.records.add(BackupRecord(at=LONG_AGO, file="one.tar", due_at=LONG_AGO))

    elsewhere = await asyncio.to_thread(command, "backup", "--to", str(folder / "two.tar"))
    late = await asyncio.to_thread(command, "backup", "--status")
    by_hand = await asyncio.to_thread(command, "backup")
    ended = await asyncio.to_thread(command, "backup", "--status")

    assert (elsewhere.code, by_hand.code) == (0, 0)
    assert late.code == 1
    assert "nobody made it" in late.out
    assert ended.code == 0
