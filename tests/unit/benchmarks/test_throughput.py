"""What is made of the times of many runs."""

import pytest

from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from benchmarks.throughput import __main__ as throughput
from benchmarks.throughput.figures import evenness, least_seconds, percentile
from benchmarks.throughput.towns import DESIGN, busy_design


def test_a_percentile_is_one_of_the_values() -> None:
    values = [float(value) for value in range(1, 21)]

    assert percentile(values, 50) == 10
    assert percentile(values, 95) == 19
    assert percentile([7.0], 95) == 7


def test_evenness_is_one_where_all_are_the_same_and_falls_to_one_of_n() -> None:
    assert evenness([2.0, 2.0, 2.0]) == pytest.approx(1.0)
    assert evenness([9.0, 0.0, 0.0]) == pytest.approx(1 / 3)
    assert evenness([]) == 1.0


def test_fifty_calls_go_in_any_second() -> None:
    assert [least_seconds(calls) for calls in (0, 50, 51, 101)] == [0.0, 0.0, 1.0, 2.0]


@pytest.mark.parametrize("design", [DESIGN, busy_design(50)])
def test_the_designs_can_be_applied(design: str) -> None:
    assert read_blueprint(design).structure.channels


def burst(*, limited: bool) -> throughput.Burst:
    return throughput.Burst(
        guilds=10,
        workers=1,
        limited=limited,
        planned_s=1.0,
        took_s=4.0,
        calls=101,
        refusals=0,
        evenness=1.0,
        memory_mb=90.0,
    )


def test_there_is_an_ideal_only_where_there_are_limits() -> None:
    assert burst(limited=True).share == 0.5
    assert burst(limited=False).share is None
