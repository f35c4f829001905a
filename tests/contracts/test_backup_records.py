"""What became of backups, in PostgreSQL and in memory."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from app.shared.application.ports.backup_records import (
    BackupRecord,
    BackupRecords,
    BackupStanding,
    RestoreCheck,
)
from app.shared.infrastructure.postgres.backup_records import PostgresBackupRecords
from app.shared.infrastructure.postgres.engine import create_engine
from tests.support.builders import NOON
from tests.support.fakes.backup_records import FakeBackupRecords

GOOD = BackupRecord(
    at=NOON,
    file="guildwright-1.tar",
    size_bytes=5_000_000_000,
    encrypted=True,
    check=RestoreCheck.RESTORED,
    due_at=NOON + timedelta(hours=24),
)
UNTRIED = BackupRecord(at=NOON, file="two.tar", size_bytes=1, check_trouble="May not.")
UNREADABLE = BackupRecord(at=NOON, file="3.tar", check=RestoreCheck.FAILED, check_trouble="No.")
FAILED = BackupRecord(at=NOON, trouble="The disk is full.")


class BackupRecordsContract:
    @pytest.fixture
    def records(self) -> BackupRecords:
        raise NotImplementedError("the adapter's test class provides this")

    async def test_at_first_there_is_none(self, records: BackupRecords) -> None:
        assert await records.standing() == BackupStanding()

    async def test_the_last_one_is_told_as_it_was_written(self, records: BackupRecords) -> None:
        await records.add(UNTRIED)
        await records.add(GOOD)

        assert await records.standing() == BackupStanding(GOOD, GOOD)

    @pytest.mark.parametrize("bad", [FAILED, UNREADABLE])
    async def test_the_last_good_one_is_told_beside_a_bad_one(
        self, records: BackupRecords, bad: BackupRecord
    ) -> None:
        await records.add(GOOD)
        await records.add(bad)

        assert await records.standing() == BackupStanding(bad, GOOD)

    async def test_one_that_nobody_tried_is_good_as_far_as_is_known(
        self, records: BackupRecords
    ) -> None:
        await records.add(UNTRIED)

        assert await records.standing() == BackupStanding(UNTRIED, UNTRIED)

    async def test_bad_ones_alone_are_no_good_one(self, records: BackupRecords) -> None:
        await records.add(FAILED)

        assert await records.standing() == BackupStanding(FAILED, None)


class TestFakeBackupRecords(BackupRecordsContract):
    @pytest.fixture
    def records(self) -> BackupRecords:
        return FakeBackupRecords()


class TestPostgresBackupRecords(BackupRecordsContract):
    @pytest.fixture
    async def records(self, migrated_url: str) -> AsyncIterator[BackupRecords]:
        engine = create_engine(migrated_url)
        yield PostgresBackupRecords(engine)
        await engine.dispose()

    async def test_the_last_good_one_outlives_any_number_of_bad_ones(
        self, records: BackupRecords
    ) -> None:
        await records.add(GOOD)

        for _ in range(205):
            await records.add(FAILED)

        assert await records.standing() == BackupStanding(FAILED, GOOD)
