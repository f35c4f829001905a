"""Whatever happens to a backup, or in the middle of one: nothing is lost, and it is told."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from app.shared.domain.backups.problems import BackupUnusable, RestoreFailed
from app.shared.infrastructure.backups import loading
from app.shared.infrastructure.backups.backup_file import read_backup
from app.shared.infrastructure.backups.children import Children, in_thread
from app.shared.infrastructure.backups.door import door_to
from app.shared.infrastructure.backups.keys import new_identity
from app.shared.infrastructure.backups.loading import Loading
from app.shared.infrastructure.backups.programs import Programs, programs_for
from tests.integration.backups.kept_database import KeptDatabase, Rows, names_in
from tests.support.processes import PROJECT

COMMAND = "from app.cli.main import main\nmain()\n"


def beside(
    kept: KeptDatabase,
    place: Path,
    words: tuple[str, ...],
    *,
    program: str = COMMAND,
    prefix: tuple[str, ...] = (),
) -> subprocess.Popen[str]:
    """The command as a process, pointed at the database."""
    return subprocess.Popen(
        [*prefix, sys.executable, "-c", program, *words],
        cwd=place,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT), "DATABASE_URL": kept.url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended_beside(
    kept: KeptDatabase, place: Path, words: tuple[str, ...], **how: Any
) -> subprocess.CompletedProcess[str]:
    with beside(kept, place, words, **how) as process:
        out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess(words, process.returncode, out, err)


@pytest.mark.parametrize("sealed", [False, True])
async def test_a_backup_that_is_cut_off_or_changed_touches_nothing(
    kept: KeptDatabase, before: Rows, folder: Path, sealed: bool
) -> None:
    key = new_identity()
    path = (await kept.backed_up(folder / "one.tar", [key.recipient()] if sealed else ())).path
    whole = path.read_bytes()
    size = read_backup(path).manifest.size_bytes
    changed = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in (600, size // 2)]

    for broken in (whole[: size // 2], whole[: len(whole) - 4096], *changed):
        path.write_bytes(broken)
        with pytest.raises(BackupUnusable):
            await kept.restored(path, identity=key if sealed else None)

    assert await kept.everything() == before


@pytest.mark.parametrize("sealed", [False, True])
async def test_what_changes_after_it_was_looked_at_is_taken_back(
    kept: KeptDatabase, before: Rows, folder: Path, sealed: bool
) -> None:
    key = new_identity() if sealed else None
    backup = await kept.backed_up(folder / "one.tar", [key.recipient()] if key else ())
    text = bytearray(backup.path.read_bytes())
    text[512 + backup.manifest.size_bytes - 1] ^= 1
    backup.path.write_bytes(text)

    with pytest.raises(BackupUnusable):
        await kept.given(backup, key)

    assert await kept.everything() == before


async def test_a_change_that_pg_restore_does_not_notice_is_noticed(
    kept: KeptDatabase, before: Rows, folder: Path
) -> None:
    """In the second at which the dump was made, which means nothing to anybody."""
    backup = await kept.backed_up(folder / "one.tar")
    text = bytearray(backup.path.read_bytes())
    text[512 + 13] ^= 1
    backup.path.write_bytes(text)

    with pytest.raises(BackupUnusable, match="changed or damaged"):
        await kept.given(backup)

    assert await kept.everything() == before


async def test_sql_that_ends_too_early_is_no_end(
    kept: KeptDatabase, before: Rows, folder: Path
) -> None:
    """psql has no complaint then, and nothing may count as done."""
    backup = await kept.backed_up(folder / "one.tar")
    door = door_to(kept.url)
    programs = folder / "bin"
    programs.mkdir()
    (programs / "psql").symlink_to(programs_for(1).psql)
    (programs / "pg_restore").write_text("#!/bin/sh\ncat >/dev/null\nkill -PIPE $$\n")
    (programs / "pg_restore").chmod(0o755)
    children = Children()
    replacing = Loading(Programs(programs, 18), door, backup, None, children)

    with pytest.raises(RestoreFailed):
        await in_thread(lambda: replacing.replace(name="guildwright restore"), children)

    assert await kept.everything() == before


async def test_another_key_touches_nothing(kept: KeptDatabase, before: Rows, folder: Path) -> None:
    await kept.backed_up(folder / "one.tar", [new_identity().recipient()])

    with pytest.raises(BackupUnusable, match="key"):
        await kept.restored(folder / "one.tar", identity=new_identity())

    assert await kept.everything() == before


async def test_what_the_database_does_not_take_is_taken_back(
    kept: KeptDatabase, before: Rows, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = await kept.backed_up(folder / "one.tar")
    monkeypatch.setattr(loading, "_BEGIN", "BEGIN;\nSET LOCAL temp_file_limit = 'none';\n")

    with pytest.raises(RestoreFailed, match="temp_file_limit"):
        await kept.given(backup)

    assert await kept.everything() == before


async def test_rows_that_are_missing_are_noticed_before_anything_holds(
    kept: KeptDatabase, before: Rows, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = await kept.backed_up(folder / "one.tar")
    held, lost = loading._held, "DELETE FROM public.trail WHERE id = 7;\n"
    monkeypatch.setattr(loading, "_held", lambda rows: lost + held(rows))

    with pytest.raises(RestoreFailed, match="other rows"):
        await kept.given(backup)

    assert await kept.everything() == before


async def test_killed_one_word_before_the_end_nothing_has_happened(
    kept: KeptDatabase, before: Rows, folder: Path
) -> None:
    """Everything was carried out, and COMMIT is all that is missing."""
    await kept.backed_up(folder / "one.tar")
    await kept.does("INSERT INTO known_user VALUES (7, 'late', 'Late', NULL, now())")
    later = await kept.everything()
    program = (
        "import os, signal\n"
        "from app.shared.infrastructure.backups import loading\n"
        "loading._held = lambda rows: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"{COMMAND}"
    )
    name = kept.url.rpartition("/")[2]
    words = ("restore", str(folder / "one.tar"), "--replace", "--discard", "--database", name)

    ended = await asyncio.to_thread(ended_beside, kept, folder, words, program=program)

    assert ended.returncode == -signal.SIGKILL, ended.stderr
    await _alone(kept)
    assert await kept.everything() == later
    await kept.restored(folder / "one.tar")
    assert await kept.everything() == before


async def _alone(kept: KeptDatabase) -> None:
    """The server has noticed that whoever was there is gone."""
    async with kept.connection() as connection:
        while await connection.fetchval(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND application_name = 'guildwright restore'"
        ):
            await connection.execute("SELECT pg_sleep(0.01)")


async def test_a_disk_that_is_full_leaves_the_database_and_no_file(
    kept: KeptDatabase, before: Rows, folder: Path
) -> None:
    """By the limit that a system sets on the size of files: from there on writing fails."""
    words = ("backup", "--to", str(folder / "one.tar"))
    limit = ("prlimit", "--fsize=30000")

    ended = await asyncio.to_thread(ended_beside, kept, folder.parent, words, prefix=limit)

    assert ended.returncode == 1
    assert "File too large" in ended.stderr
    assert names_in(folder) == []
    assert (await kept.everything())["trail"] == before["trail"]


async def test_killed_in_the_middle_it_leaves_no_backup_and_the_next_one_works(
    kept: KeptDatabase, folder: Path
) -> None:
    async with kept.connection() as other:
        async with other.transaction():
            await other.execute("LOCK TABLE trail IN ACCESS EXCLUSIVE MODE")
            with beside(kept, folder.parent, ("backup", "--to", str(folder))) as making:
                await _waits(other, making)
                said = arguments_of(making)
                making.kill()
        left = [name.endswith(".tar.part") for name in names_in(folder)]
        await _gone(other)

    password = kept.url.partition("//")[2].partition(":")[2].partition("@")[0]
    assert len(password) > 8
    assert password not in said
    assert left == [True]
    await kept.backed_up(folder / "one.tar")


async def _waits(other: asyncpg.Connection, making: subprocess.Popen[str]) -> None:
    """For the lock that the test holds."""
    while not await other.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"):
        assert making.poll() is None
        await other.execute("SELECT pg_sleep(0.01)")


def arguments_of(making: subprocess.Popen[str]) -> str:
    """Those of the command and of its pg_dump, which everybody on the machine can read."""
    children = Path(f"/proc/{making.pid}/task").glob("*/children")
    pids = [pid for one in children for pid in one.read_text().split()]
    told = [Path(f"/proc/{pid}/cmdline").read_text() for pid in pids]
    (dump,) = (words for words in told if "pg_dump" in words)
    return dump + Path(f"/proc/{making.pid}/cmdline").read_text()


async def _gone(other: asyncpg.Connection) -> None:
    while await other.fetchval(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND application_name = 'guildwright backup'"
    ):
        await other.execute("SELECT pg_sleep(0.01)")
