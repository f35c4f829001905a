"""guildwright backup and restore, as people type them."""

import asyncio
import json
from pathlib import Path

from app.shared.infrastructure.backups.backup_file import read_backup
from tests.integration.backups.kept_database import KeptDatabase, Rows
from tests.support.command_line import CommandLine, Ended


async def typed(command: CommandLine, *words: str) -> Ended:
    return await asyncio.to_thread(command, *words)


def name_of(kept: KeptDatabase) -> str:
    return kept.url.rpartition("/")[2]


async def test_a_backup_without_a_place_goes_into_the_folder_of_backups(
    command: CommandLine,
) -> None:
    ended = await typed(command, "backup")

    made = Path(ended.out.strip())
    assert ended.code == 0, ended.err
    assert made.parent == command.folder / ".guildwright" / "backups"
    assert read_backup(made).manifest.origin.rows["trail"] == 3000
    assert f"{sum(read_backup(made).manifest.origin.rows.values())} rows" in ended.err


async def test_a_place_may_be_a_folder_or_a_file_and_nothing_is_written_over(
    command: CommandLine,
) -> None:
    ended = await typed(command, "backup", "--to", "mine.tar", "--json")
    again = await typed(command, "backup", "--to", "mine.tar")
    inside = await typed(command, "backup", "--to", ".")

    told = json.loads(ended.out)
    assert read_backup(command.folder / told["file"]).manifest.sha256 == told["sha256"]
    assert again.code == 1
    assert "there already" in again.err
    assert inside.code == 0
    assert len(list(command.folder.glob("*.tar"))) == 2


async def test_all_of_it_encrypted_and_back_again(
    command: CommandLine, kept: KeptDatabase, before: Rows
) -> None:
    key = await typed(command, "backup", "--new-key", "key")
    command.set(**dict([key.out.strip().split("=")]))
    await typed(command, "backup", "--to", "one.tar")
    await kept.does("TRUNCATE trail; DELETE FROM known_user")

    without = await typed(command, "restore", "one.tar", "--look")
    ended = await typed(
        command, "restore", "one.tar", "--key", "key", "--replace", "--database", name_of(kept)
    )

    assert without.code == 1
    assert "--key" in without.err
    assert ended.code == 0, ended.err
    assert await kept.everything() == before


async def test_what_is_replaced_is_backed_up_first(
    command: CommandLine, kept: KeptDatabase, before: Rows
) -> None:
    await typed(command, "backup", "--to", "old.tar")
    await kept.does("DELETE FROM trail WHERE id > 5")
    later = await kept.everything()

    ended = await typed(command, "restore", "old.tar", "--replace", "--database", name_of(kept))
    restored = await kept.everything()
    (safety,) = (command.folder / ".guildwright" / "backups").iterdir()
    await kept.restored(safety)

    assert str(safety) in ended.err
    assert restored == before
    assert await kept.everything() == later


async def test_what_cannot_be_backed_up_first_is_not_replaced_unless_it_may_be_lost(
    command: CommandLine, kept: KeptDatabase, before: Rows
) -> None:
    """A restore of a bare dump that stopped half-way leaves such a one."""
    await typed(command, "backup", "--to", "old.tar")
    await kept.does("DELETE FROM alembic_version; DELETE FROM trail WHERE id > 5")
    later = await kept.everything()
    words = ("restore", "old.tar", "--replace", "--database", name_of(kept))

    refused = await typed(command, *words)
    untouched = await kept.everything()
    discarded = await typed(command, *words, "--discard")

    assert refused.code == 1
    assert "--discard" in refused.err
    assert untouched == later
    assert discarded.code == 0, discarded.err
    assert await kept.everything() == before


async def test_replacing_takes_the_name(command: CommandLine, kept: KeptDatabase) -> None:
    await typed(command, "backup", "--to", "one.tar")
    before = await kept.everything()

    silent = await typed(command, "restore", "one.tar", "--replace")
    other = await typed(command, "restore", "one.tar", "--replace", "--database", "production")
    plain = await typed(command, "restore", "one.tar")

    assert [silent.code, other.code, plain.code] == [1, 1, 1]
    assert "typed" in silent.err
    assert f"is called {name_of(kept)}" in other.err
    assert "--replace" in plain.err
    assert await kept.everything() == before


async def test_looking_says_what_is_in_it_and_needs_no_database(command: CommandLine) -> None:
    await typed(command, "backup", "--to", "one.tar")
    one = command.folder / "one.tar"
    command.set(DATABASE_URL="postgresql://nobody:nothing@127.0.0.1:1/nowhere")

    ended = await typed(command, "restore", "one.tar", "--look")

    assert ended.code == 0, ended.err
    assert f"{sum(read_backup(one).manifest.origin.rows.values())} rows" in ended.err
    assert "Nothing was touched" in ended.err


async def test_a_key_that_is_none_is_told_with_all_other_settings(command: CommandLine) -> None:
    command.set(BACKUP_PUBLIC_KEY="age1nonsense", BACKUP_KEEP_DAILY="0", LOG_LEVEL="loud")

    ended = await typed(command, "backup")

    told = {name for name in ("PUBLIC_KEY", "KEEP_DAILY", "LOG_LEVEL") if name in ended.err}
    assert told == {"PUBLIC_KEY", "KEEP_DAILY", "LOG_LEVEL"}
    assert "nonsense" not in ended.err


async def test_a_database_that_does_not_answer_is_told(command: CommandLine) -> None:
    command.set(DATABASE_URL="postgresql://nobody:swordfish@127.0.0.1:1/nowhere")

    ended = await typed(command, "backup")

    assert ended.code == 1
    assert "database does not answer" in ended.err
    assert "swordfish" not in ended.both
