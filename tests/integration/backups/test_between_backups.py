"""What a process that makes backups by the clock does to the database while it waits."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.cli.handlers.backup import keeping
from app.shared.application.ports.backup_records import BackupRecord
from app.shared.infrastructure.settings import load_settings
from tests.integration.backups.kept_database import NOON, KeptDatabase, Rows
from tests.support.command_line import CommandLine, Ended

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


def one_by_another_clock(command: CommandLine) -> Ended:
    with command.beside("backup", "--scheduled", "--once") as making:
        return making.ended()


async def test_one_by_another_clock_says_when_the_next_is_due(
    command: CommandLine, folder: Path
) -> None:
    command.set(BACKUP_FOLDER=str(folder), BACKUP_EVERY_HOURS="24")

    ended = await asyncio.to_thread(one_by_another_clock, command)

    async with keeping(load_settings(), forgetting=True) as there:
        last = (await there.records.standing()).last
    assert ended.code == 0, ended.both
    assert "kept the backup" in ended.out
    assert last is not None
    assert (folder / last.file).is_file()
    assert last.due_at is not None
    assert timedelta(hours=23, minutes=59) < last.due_at - last.at <= timedelta(hours=24)


async def test_one_by_another_clock_fails_where_none_could_be_made(
    command: CommandLine, folder: Path
) -> None:
    command.set(BACKUP_FOLDER=str(folder / "no folder"))
    (folder / "no folder").write_text("a file")

    ended = await asyncio.to_thread(one_by_another_clock, command)

    assert ended.code == 1
    assert "no backup was made" in ended.out


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
