"""What is kept of many backups, and what never goes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.shared.domain.backups.retention import Retention

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
TIMES = st.lists(
    st.integers(min_value=0, max_value=200 * 24).map(lambda hours: NOON - timedelta(hours=hours)),
    min_size=1,
)


def every(hours: int, *, days: int) -> list[datetime]:
    return [NOON - timedelta(hours=number) for number in range(0, days * 24, hours)]


def test_of_days_and_weeks_the_last_one_stays() -> None:
    kept = Retention(daily=3, weekly=3).kept(every(24, days=30))

    assert sorted(kept, reverse=True) == [
        NOON,
        NOON - timedelta(days=1),
        NOON - timedelta(days=2),
        # 27 November 2026 is a Friday: the Sundays before are the last days of their weeks.
        NOON - timedelta(days=5),
        NOON - timedelta(days=12),
    ]


def test_of_the_last_day_everything_stays() -> None:
    made = every(6, days=3)

    assert {at for at in made if NOON - at < timedelta(hours=24)} <= Retention(1, 0).kept(made)


def test_nothing_goes_by_age_alone() -> None:
    old = [NOON - timedelta(days=1000), NOON - timedelta(days=2000)]

    assert Retention(daily=2, weekly=0).kept(old) == set(old)


def test_of_nothing_nothing_is_kept() -> None:
    assert Retention(daily=2, weekly=2).kept([]) == frozenset()


@given(TIMES, st.integers(1, 20), st.integers(0, 20))
def test_the_newest_always_stays_and_going_again_takes_nothing_more(
    made: list[datetime], daily: int, weekly: int
) -> None:
    retention = Retention(daily, weekly)

    kept = retention.kept(made)

    assert max(made) in kept
    assert kept <= set(made)
    assert retention.kept(kept) == kept
    assert len({at.date() for at in kept}) >= min(daily, len({at.date() for at in made}))
