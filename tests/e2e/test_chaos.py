"""A small fixed part of the benchmark of trouble: kills, faults and hand edits over real parts."""

import asyncio

from benchmarks.chaos.campaign import Result, Wish, fight
from benchmarks.chaos.troubles import Menu

_MENU = Menu(
    kill=1.0, second_kill=0, terminate=0, postgres=0, valkey=0, edit=1.0, steer=0, mishaps=(1, 2)
)


_AT_A_CREATION = Menu(
    kill=0,
    second_kill=0,
    terminate=0,
    postgres=0,
    valkey=0,
    edit=0,
    steer=0,
    mishaps=(0, 0),
    kill_at_creation=True,
)


def fought(seed: int, numbers: range, menu: Menu = _MENU) -> Result:
    wish = Wish(numbers, seed, lanes=len(numbers), workers=1, menu=menu)
    return asyncio.run(fight(wish, lambda _verdict: None))


def test_a_worker_that_is_killed_leaves_no_twin_no_gap_and_no_untrue_word() -> None:
    result = fought(1, range(1, 3))

    complaints = [complaint for one in result.verdicts for complaint in one.complaints()]
    assert complaints == [], [one.log for one in result.verdicts]
    assert result.converged == 2
    assert result.kills >= 1
    assert result.fallen == ()


def test_a_creation_whose_answer_is_lost_is_made_once() -> None:
    """Of this run the eighth call makes a channel, and is answered with an error after that."""
    result = fought(1, range(11, 12))

    (verdict,) = result.verdicts
    assert list(verdict.complaints()) == [], verdict.log
    assert any("error after" in line for line in verdict.log)


def test_a_creation_whose_sender_dies_before_the_answer_is_made_once() -> None:
    result = fought(1, range(11, 12), _AT_A_CREATION)

    (verdict,) = result.verdicts
    assert list(verdict.complaints()) == [], verdict.log
    (died,) = (line for line in verdict.log if "worker killed" in line)
    assert " POST " in died
    assert "after its call took effect" in died
    assert result.kills == 1
