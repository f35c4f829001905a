"""How far a clock is off, from headers that come with every answer."""

from datetime import UTC, datetime

import pytest

from app.shared.infrastructure.discord.clock_skew import ahead_of
from app.shared.infrastructure.discord.limiter.answer import Answer

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
DATE = {"date": "Sun, 01 Mar 2026 11:59:30 GMT"}
NOTHING = Answer(status=200)


def test_rate_limit_headers_are_exact() -> None:
    answer = Answer(status=200, reset=NOW.timestamp() + 5.25, reset_after=1.0)

    assert ahead_of(DATE, answer, NOW) == pytest.approx(-4.25)


def test_the_date_serves_where_there_is_no_better() -> None:
    assert ahead_of(DATE, NOTHING, NOW) == pytest.approx(30.0)


def test_the_rounding_of_the_date_is_no_skew() -> None:
    assert ahead_of({"date": "Sun, 01 Mar 2026 11:59:59 GMT"}, NOTHING, NOW) == 0.0


@pytest.mark.parametrize("headers", [{}, {"date": "yesterday"}])
def test_without_a_time_nothing_is_said(headers: dict[str, str]) -> None:
    assert ahead_of(headers, NOTHING, NOW) is None
