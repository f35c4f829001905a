"""The machine's clock."""

import time
from datetime import UTC, datetime

import pytest

from app.shared.infrastructure.clock import SystemClock
from tests.contracts.clock import ClockContract


class TestSystemClock(ClockContract):
    @pytest.fixture
    def clock(self) -> SystemClock:
        return SystemClock()

    def test_it_is_the_wall_clock(self, clock: SystemClock) -> None:
        assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 60

    def test_what_elapsed_is_by_a_clock_that_nobody_sets(
        self, clock: SystemClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before, wall = clock.elapsed(), time.time()

        monkeypatch.setattr(time, "time", lambda: wall - 3600)

        assert 0 <= clock.elapsed() - before < 60
