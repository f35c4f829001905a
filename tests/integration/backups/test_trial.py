"""Each backup is restored as a trial, and what came of it is kept and told."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.shared.application.ports.backup_records import RestoreCheck
from app.shared.domain.backups.retention import Retention
from app.shared.infrastructure.backups import keeping, loading
from app.shared.infrastructure.backups.door import door_to
from app.shared.infrastructure.backups.keeping import KeepBackup, KeepingRules
from app.shared.infrastructure.backups.keys import Recipient, new_identity
from app.shared.infrastructure.backups.making import make_backup
from app.shared.infrastructure.backups.place import name_for
from app.shared.infrastructure.backups.scratch import scratch_name
from tests.integration.backups.kept_database import NOON, KeptDatabase, names_in
from tests.support.command_line import CommandLine
from tests.support.fakes.backup_records import FakeBackupRecords


@pytest.fixture
def records() -> FakeBackupRecords:
    return FakeBackupRecords()


def keeps(
    url: str,
    records: FakeBackupRecords,
    *,
    recipients: tuple[Recipient, ...] = (),
    retention: Retention | None = None,
    check: bool = True,
) -> KeepBackup:
    rules = KeepingRules(recipients=recipients, retention=retention, check=check)
    return KeepBackup(url, records, rules, lambda: NOON)


async def databases_of_trials(kept: KeptDatabase) -> list[str]:
    async with kept.connection() as connection:
        rows = await connection.fetch("SELECT datname FROM pg_database")
    wanted = scratch_name(door_to(kept.url).database)
    return [row[0] for row in rows if row[0] == wanted]


async def three_of_before(kept: KeptDatabase, folder: Path) -> None:
    """Of the first three days of the month."""
    made = await kept.backed_up(folder / "one.tar")
    for day in (1, 2, 3):
        at = datetime(2026, 11, day, tzinfo=UTC)
        text = made.path.read_bytes().replace(NOON.isoformat().encode(), at.isoformat().encode())
        (folder / name_for(at)).write_bytes(text)
    made.path.unlink()


async def test_a_good_one_is_restored_told_and_leaves_nothing_behind(
    kept: KeptDatabase, records: FakeBackupRecords, folder: Path
) -> None:
    _, trial = await keeps(kept.url, records)(folder / "one.tar", due_at=NOON)

    (record,) = records.records
    assert trial.check is record.check is RestoreCheck.RESTORED
    assert record.is_good
    assert (record.file, record.due_at, record.encrypted) == ("one.tar", NOON, False)
    assert record.size_bytes > 10_000
    assert await databases_of_trials(kept) == []


async def test_an_encrypted_one_is_tried_without_the_secret_key(
    kept: KeptDatabase, records: FakeBackupRecords, elsewhere: KeptDatabase, folder: Path
) -> None:
    key = new_identity()

    _, trial = await keeps(kept.url, records, recipients=(key.recipient(),))(folder / "one.tar")
    await elsewhere.restored(folder / "one.tar", identity=key)

    assert trial.check is RestoreCheck.RESTORED
    assert records.records[0].encrypted


async def test_one_that_cannot_be_restored_is_told_and_old_ones_stay(
    kept: KeptDatabase,
    records: FakeBackupRecords,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Damage between making and trying: the file that lies there is what is tried."""
    await three_of_before(kept, folder)

    async def damaged(*words: object) -> object:
        made = await make_backup(*words)  # type: ignore[arg-type]
        text = bytearray(made.path.read_bytes())
        text[3000] ^= 1
        made.path.write_bytes(text)
        return made

    monkeypatch.setattr(keeping, "make_backup", damaged)
    one_alone = Retention(daily=1, weekly=0)

    made, trial = await keeps(kept.url, records, retention=one_alone)(folder / name_for(NOON))

    assert trial.check is RestoreCheck.FAILED
    assert "changed or damaged" in trial.trouble or "pg_restore" in trial.trouble
    assert not records.records[0].is_good
    assert names_in(folder)[-1] == made.path.name == f"{name_for(NOON)}.failed"
    assert len(names_in(folder)) == 4
    assert await databases_of_trials(kept) == []


async def test_bad_ones_fill_no_disk_and_take_no_good_ones_place(
    kept: KeptDatabase,
    records: FakeBackupRecords,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A whole day of attempts, and a good one at its beginning."""
    at = [NOON + timedelta(minutes=15 * n) for n in range(4)]
    good = keeps(kept.url, records, retention=Retention(daily=5, weekly=0))
    with monkeypatch.context() as failing:
        await good(folder / name_for(at[0]))
        failing.setattr(loading, "_held", lambda _rows: "DELETE FROM public.trail;\n")
        for moment in at[1:]:
            await good(folder / name_for(moment))

    assert names_in(folder) == [name_for(at[0]), f"{name_for(at[3])}.failed"]
    assert records.records[-1].file == f"{name_for(at[3])}.failed"


async def test_rows_that_are_missing_fail_the_trial(
    kept: KeptDatabase,
    records: FakeBackupRecords,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loading, "_held", lambda _rows: "DELETE FROM public.trail WHERE id = 7;\n")

    _, trial = await keeps(kept.url, records)(folder / "one.tar")

    assert trial.check is RestoreCheck.FAILED
    assert "not what was dumped" in trial.trouble


async def test_a_good_one_lets_old_ones_go(
    kept: KeptDatabase, records: FakeBackupRecords, folder: Path
) -> None:
    await three_of_before(kept, folder)

    await keeps(kept.url, records, retention=Retention(daily=2, weekly=0))(folder / name_for(NOON))

    assert names_in(folder) == sorted([name_for(datetime(2026, 11, 3, tzinfo=UTC)), name_for(NOON)])


async def test_a_user_that_may_not_create_databases_is_told_and_the_backup_counts(
    kept: KeptDatabase, records: FakeBackupRecords, folder: Path
) -> None:
    await kept.does(
        "CREATE ROLE plain LOGIN PASSWORD 'plain'; "
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO plain; "
        "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO plain"
    )
    place = kept.url.rpartition("@")[2]

    try:
        _, trial = await keeps(f"postgresql://plain:plain@{place}", records)(folder / "one.tar")
    finally:
        await kept.does("DROP OWNED BY plain; DROP ROLE plain")

    assert trial.check is RestoreCheck.NOT_DONE
    assert "may not create" in trial.trouble
    assert records.records[0].is_good


async def test_what_a_killed_trial_left_goes_and_what_is_somebody_elses_stays(
    kept: KeptDatabase, records: FakeBackupRecords, folder: Path
) -> None:
    name = scratch_name(door_to(kept.url).database)
    await kept.does(f'CREATE DATABASE "{name}"')

    _, refused = await keeps(kept.url, records)(folder / "one.tar")
    still = await databases_of_trials(kept)
    mark = "made by guildwright to try a backup, and dropped again"
    await kept.does(f"COMMENT ON DATABASE \"{name}\" IS '{mark}'")
    _, tried = await keeps(kept.url, records)(folder / "two.tar")

    assert refused.check is RestoreCheck.FAILED
    assert "nothing says" in refused.trouble
    assert still == [name]
    assert tried.check is RestoreCheck.RESTORED
    assert await databases_of_trials(kept) == []


async def test_why_there_is_none_is_written_down(
    elsewhere: KeptDatabase, records: FakeBackupRecords, folder: Path
) -> None:
    with pytest.raises(Exception, match="empty"):
        await keeps(elsewhere.url, records)(folder / "one.tar")

    assert "empty" in records.records[0].trouble


async def test_the_status_says_what_became_of_it_and_of_none(command: CommandLine) -> None:
    none = await asyncio.to_thread(command, "backup", "--status")
    made = await asyncio.to_thread(command, "backup")
    good = await asyncio.to_thread(command, "backup", "--status")

    assert (none.code, good.code) == (1, 0)
    assert "guildwright backup" in none.err
    assert "nothing was missing" in made.err
    assert "restored as a trial" in good.out
