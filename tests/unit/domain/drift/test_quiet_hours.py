"""Hours in which nobody is told anything, by the clocks of the people who set them."""

from datetime import UTC, datetime, time

import pytest

from app.shared.domain.drift.quiet_hours import QuietHours

NIGHT = QuietHours(begins=time(22), ends=time(7), zone="Europe/Vienna")


@pytest.mark.parametrize(
    ("now", "over"),
    [
        (datetime(2026, 1, 10, 20, 59, tzinfo=UTC), None),
        (datetime(2026, 1, 10, 21, 0, tzinfo=UTC), datetime(2026, 1, 11, 6, 0, tzinfo=UTC)),
        (datetime(2026, 1, 11, 0, 30, tzinfo=UTC), datetime(2026, 1, 11, 6, 0, tzinfo=UTC)),
        (datetime(2026, 1, 11, 5, 59, 59, tzinfo=UTC), datetime(2026, 1, 11, 6, 0, tzinfo=UTC)),
        (datetime(2026, 1, 11, 6, 0, tzinfo=UTC), None),
    ],
)
def test_they_hold_over_midnight(now: datetime, over: datetime | None) -> None:
    assert NIGHT.end_of(now) == over


def test_they_hold_within_a_day() -> None:
    noon = QuietHours(begins=time(12), ends=time(13), zone="UTC")

    assert noon.end_of(datetime(2026, 1, 10, 11, 59, tzinfo=UTC)) is None
    assert noon.end_of(datetime(2026, 1, 10, 12, 30, tzinfo=UTC)) == datetime(
        2026, 1, 10, 13, 0, tzinfo=UTC
    )


def test_a_night_in_which_the_clocks_change_ends_by_the_clocks() -> None:
    """In Vienna the clocks go from 2 to 3 on 29 March 2026."""
    in_the_evening = datetime(2026, 3, 28, 22, 0, tzinfo=UTC)

    assert NIGHT.end_of(in_the_evening) == datetime(2026, 3, 29, 5, 0, tzinfo=UTC)
