"""Ids and the time that is in them."""

import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.snowflakes import Snowflakes, created_at, snowflake_at


def test_ids_are_unique_and_increase_though_the_clock_stands_still() -> None:
    snowflakes = Snowflakes(DrivenClock())
    made = [snowflakes.next() for _ in range(1000)]

    assert made == sorted(set(made))


def test_an_id_tells_when_it_was_made() -> None:
    clock = DrivenClock(1_790_000_000.0)
    snowflakes = Snowflakes(clock)
    snowflakes.next()
    clock.advance(61.5)

    assert created_at(snowflakes.next()).timestamp() == 1_790_000_061.5


def test_the_documented_example_is_read_as_documented() -> None:
    assert created_at(175928847299117063).isoformat() == "2016-04-30T11:18:25.796000+00:00"
    assert snowflake_at(1_420_070_400.0) == 0


def test_a_driven_clock_does_not_run_backwards() -> None:
    clock = DrivenClock(5.0)
    clock.advance(1.0)

    with pytest.raises(ValueError, match="backwards"):
        clock.advance(-1.0)

    assert clock.now() == 6.0
