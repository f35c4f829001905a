"""How backups stand, as Prometheus is told."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from app.bot.health.backup_numbers import LOOK_EVERY_S, BackupNumbers
from app.sandbox.clock import DrivenClock
from app.shared.application.ports.backup_records import BackupRecord, RestoreCheck
from app.shared.domain.errors import Unavailable
from tests.support.builders import NOON
from tests.support.fakes.backup_records import FakeBackupRecords
from tests.support.held_clock import HeldClock

GOOD = BackupRecord(
    at=NOON, size_bytes=77, check=RestoreCheck.RESTORED, due_at=NOON + timedelta(hours=24)
)


def told(numbers: BackupNumbers) -> dict[str, float]:
    return {
        sample.name.removeprefix("guildwright_backup_"): sample.value
        for family in numbers.collect()
        for sample in family.samples
    }


async def looked(records: FakeBackupRecords, *later: BackupRecord) -> list[dict[str, float]]:
    """What is told at first, and after each look."""
    clock = HeldClock(DrivenClock())
    numbers = BackupNumbers(records, clock)
    all_told = [told(numbers)]
    looking = asyncio.create_task(numbers.look_forever())
    await clock.asleep(1)
    all_told.append(told(numbers))
    for one in later:
        records.records.append(one)
        clock.advance(LOOK_EVERY_S)
        await clock.asleep(1)
        all_told.append(told(numbers))
    looking.cancel()
    with suppress(asyncio.CancelledError):
        await looking
    return all_told


async def test_a_good_one_is_told_with_when_and_how_large() -> None:
    before, after = await looked(FakeBackupRecords(GOOD))

    assert before == {}
    assert after == {
        "good": 1,
        "due_timestamp_seconds": (NOON + timedelta(hours=24)).timestamp(),
        "last_good_timestamp_seconds": NOON.timestamp(),
        "last_good_size_bytes": 77,
    }


async def test_none_is_not_good() -> None:
    assert await looked(FakeBackupRecords()) == [{}, {"good": 0}]


async def test_a_bad_one_shows_beside_the_last_good_one() -> None:
    bad = replace(GOOD, at=NOON + timedelta(hours=24), check=RestoreCheck.FAILED)

    _, first, second = await looked(FakeBackupRecords(GOOD), bad)

    assert (first["good"], second["good"]) == (1, 0)
    assert second["last_good_timestamp_seconds"] == NOON.timestamp()


async def test_while_the_database_is_away_nothing_is_made_up() -> None:
    records = FakeBackupRecords(GOOD)
    records.away = Unavailable("The database does not answer.")

    assert await looked(records) == [{}, {}]
