"""When backups are made, by a clock that is driven."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.sandbox.clock import DrivenClock
from app.shared.application.ports.backup_records import BackupRecord, RestoreCheck
from app.shared.domain.backups.problems import BackupFailed
from app.shared.domain.errors import Unavailable
from app.shared.infrastructure.backups.backup_file import BackupFile
from app.shared.infrastructure.backups.schedule import AGAIN_AFTER, BackupSchedule, Keeping
from app.shared.infrastructure.backups.trial import TrialResult
from tests.support.fakes.backup_records import FakeBackupRecords
from tests.support.held_clock import HeldClock
from tests.unit.infrastructure.backups.test_backup_file import a_backup

HOUR_S = 3600.0
DAY = timedelta(hours=24)

Begin = Callable[..., Awaitable[None]]


class Kept(Keeping):
    """Notes each attempt; `ends` says how the next ones end, good where it says nothing."""

    def __init__(self, clock: HeldClock) -> None:
        self._clock = clock
        self.attempts: list[datetime] = []
        self.due: list[datetime | None] = []
        self.ends: list[Exception | RestoreCheck] = []

    async def __call__(
        self, path: Path, *, due_at: datetime | None = None
    ) -> tuple[BackupFile, TrialResult]:
        self.attempts.append(self._clock.now())
        self.due.append(due_at)
        end = self.ends.pop(0) if self.ends else RestoreCheck.RESTORED
        if isinstance(end, Exception):
            raise end
        return a_backup(path, self._clock.now()), TrialResult(end, "")


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(DrivenClock())


@pytest.fixture
def kept(clock: HeldClock) -> Kept:
    return Kept(clock)


@pytest.fixture
async def begin(clock: HeldClock, kept: Kept, tmp_path: Path) -> AsyncIterator[Begin]:
    """Start the schedule, and come back once it waits for the first attempt or the next one."""
    running: list[asyncio.Task[None]] = []

    async def begun(records: FakeBackupRecords | None = None) -> None:
        schedule = BackupSchedule(kept, records or FakeBackupRecords(), clock, tmp_path, DAY)
        running.append(asyncio.create_task(schedule.run_forever()))
        await clock.asleep(1)
        if clock.waits[0] <= 0:
            await passed(clock, 0)

    yield begun
    for task in running:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def passed(clock: HeldClock, seconds: float) -> None:
    clock.advance(seconds)
    await clock.asleep(1)


async def test_the_first_is_made_at_once_and_then_one_a_day(
    begin: Begin, clock: HeldClock, kept: Kept
) -> None:
    start = clock.now()

    await begin()
    await passed(clock, 24 * HOUR_S)
    await passed(clock, 24 * HOUR_S)

    assert kept.attempts == [start, start + DAY, start + 2 * DAY]
    assert kept.due == [at + DAY for at in kept.attempts]


async def test_a_process_that_starts_again_makes_none_before_it_is_due(
    begin: Begin, clock: HeldClock, kept: Kept, tmp_path: Path
) -> None:
    at = clock.now() - timedelta(hours=20)
    (tmp_path / "last.tar").touch()
    last = BackupRecord(at=at, file="last.tar", check=RestoreCheck.RESTORED)

    await begin(FakeBackupRecords(last))

    assert kept.attempts == []
    assert clock.waits == [4 * HOUR_S]


@pytest.mark.parametrize(
    "change", [{"trouble": "No."}, {"check": RestoreCheck.FAILED}, {"file": "gone.tar"}]
)
async def test_a_bad_one_or_one_that_is_gone_counts_for_nothing(
    begin: Begin, clock: HeldClock, kept: Kept, tmp_path: Path, change: dict[str, str]
) -> None:
    (tmp_path / "last.tar").touch()
    last = BackupRecord(at=clock.now(), file="last.tar", check=RestoreCheck.RESTORED)

    await begin(FakeBackupRecords(replace(last, **change)))  # type: ignore[arg-type]

    assert len(kept.attempts) == 1


@pytest.mark.parametrize(
    "end", [BackupFailed("No."), OSError(28, "No space left on device"), RestoreCheck.FAILED]
)
async def test_what_fails_is_tried_again_soon(
    begin: Begin, clock: HeldClock, kept: Kept, end: Exception | RestoreCheck
) -> None:
    kept.ends = [end]

    await begin()
    waits = clock.waits
    await passed(clock, waits[0])

    assert waits == [AGAIN_AFTER.total_seconds()]
    assert len(kept.attempts) == 2
    assert clock.waits == [24 * HOUR_S]


@pytest.mark.parametrize(
    ("end", "good"),
    [
        (RestoreCheck.RESTORED, True),
        (RestoreCheck.FAILED, False),
        (BackupFailed("No."), False),
    ],
)
async def test_one_alone_is_made_whenever_the_last_was_and_says_whether_it_is_good(
    clock: HeldClock, kept: Kept, tmp_path: Path, end: Exception | RestoreCheck, good: bool
) -> None:
    (tmp_path / "last.tar").touch()
    last = BackupRecord(at=clock.now(), file="last.tar", check=RestoreCheck.RESTORED)
    kept.ends = [end]

    schedule = BackupSchedule(kept, FakeBackupRecords(last), clock, tmp_path, DAY)

    assert await schedule.once() is good
    assert kept.due == [clock.now() + DAY]


async def test_a_database_that_is_away_at_the_start_ends_nothing(
    begin: Begin, clock: HeldClock, kept: Kept
) -> None:
    records = FakeBackupRecords()
    records.away = Unavailable("The database does not answer.")
    kept.ends = [records.away]

    await begin(records)

    assert clock.waits == [AGAIN_AFTER.total_seconds()]


async def test_a_clock_that_went_back_makes_nobody_wait_for_longer(
    begin: Begin, clock: HeldClock, tmp_path: Path
) -> None:
    (tmp_path / "last.tar").touch()
    ahead = clock.now() + timedelta(days=300)

    await begin(
        FakeBackupRecords(BackupRecord(at=ahead, file="last.tar", check=RestoreCheck.RESTORED))
    )

    assert clock.waits == [24 * HOUR_S]
