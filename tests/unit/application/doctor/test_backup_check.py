"""How backups stand, in a sentence with what to do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.shared.application.doctor.backup_check import can_be_relied_on, check_backups
from app.shared.application.doctor.check import Check, Health
from app.shared.application.ports.backup_records import (
    BackupRecord,
    BackupStanding,
    RestoreCheck,
)
from app.shared.domain.errors import Unavailable
from tests.support.builders import NOON
from tests.support.fakes.backup_records import FakeBackupRecords

GOOD = BackupRecord(at=NOON, file="one.tar", check=RestoreCheck.RESTORED)
DUE = replace(GOOD, due_at=NOON + timedelta(hours=24))


async def checked(*records: BackupRecord, hours: float = 0) -> Check:
    check, _ = await check_backups(FakeBackupRecords(*records), NOON + timedelta(hours=hours))
    return check


async def test_one_that_was_restored_is_good() -> None:
    check = await checked(GOOD, hours=1000)

    assert (check.health, check.remedy) == (Health.GOOD, "")
    assert f"{NOON:%Y-%m-%d}" in check.what


async def test_none_at_all_comes_with_the_command_that_makes_one() -> None:
    check = await checked()

    assert check.health is Health.WARNS
    assert "no backup" in check.what
    assert "guildwright backup" in check.remedy


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (BackupRecord(at=NOON, trouble="The disk is full."), "The disk is full."),
        (replace(GOOD, check=RestoreCheck.FAILED, check_trouble="It is cut off."), "cut off"),
    ],
)
async def test_a_bad_one_says_why_and_which_is_the_last_good_one(
    bad: BackupRecord, says: str
) -> None:
    alone = await checked(bad)
    behind = await checked(replace(GOOD, at=NOON - timedelta(days=3)), bad)

    assert alone.health is behind.health is Health.WARNS
    assert says in alone.what
    assert "no good one" in alone.what
    assert f"{NOON - timedelta(days=3):%Y-%m-%d}" in behind.what


async def test_one_that_is_overdue_is_told_after_an_hour() -> None:
    assert (await checked(DUE, hours=25)).health is Health.GOOD
    late = await checked(DUE, hours=25.1)

    assert late.health is Health.WARNS
    assert "nobody made it" in late.what


async def test_one_that_nobody_tried_is_told_with_the_reason() -> None:
    untried = replace(GOOD, check=RestoreCheck.NOT_DONE, check_trouble="BACKUP_CHECK is false.")

    check = await checked(untried)

    assert check.health is Health.WARNS
    assert "BACKUP_CHECK is false." in check.what


async def test_a_database_that_is_away_is_no_missing_backup() -> None:
    records = FakeBackupRecords()
    records.away = Unavailable("The database does not answer.")

    check, standing = await check_backups(records, NOON)

    assert check.health is Health.UNKNOWN
    assert standing == BackupStanding()


def test_what_is_relied_on_is_good_and_not_overdue() -> None:
    untried = replace(DUE, check=RestoreCheck.NOT_DONE)

    assert can_be_relied_on(BackupStanding(untried), NOON)
    assert not can_be_relied_on(BackupStanding(DUE), NOON + timedelta(hours=26))
    assert not can_be_relied_on(BackupStanding(replace(DUE, trouble="No."), DUE), NOON)
    assert not can_be_relied_on(BackupStanding(), NOON)
