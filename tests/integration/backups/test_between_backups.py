"""What a process that makes backups by the clock does to the database while it waits."""

import asyncio
from pathlib import Path

from app.cli.handlers.backup import keeping
from app.shared.application.ports.backup_records import BackupRecord
from app.shared.infrastructure.settings import load_settings
from tests.integration.backups.kept_database import NOON, KeptDatabase, Rows
from tests.support.command_line import CommandLine


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
