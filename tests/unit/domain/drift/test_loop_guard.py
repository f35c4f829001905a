"""Auto-revert stops where somebody means it."""

from datetime import timedelta

from app.shared.domain.drift.loop_guard import MOST_REVERTS, WINDOW, LoopGuard
from tests.support.builders import NOON


def after(*seconds: float) -> LoopGuard:
    guard = LoopGuard(place="channel:lobby:topic")
    for second in seconds:
        guard = guard.before_revert(NOON + timedelta(seconds=second))
    return guard


def test_some_reverts_in_a_row_are_made() -> None:
    assert not after(*range(MOST_REVERTS)).is_stopped


def test_one_more_within_the_window_stops_it() -> None:
    assert after(*range(MOST_REVERTS + 1)).stopped_at == NOON + timedelta(seconds=MOST_REVERTS)


def test_reverts_far_apart_never_stop_it() -> None:
    far = WINDOW.total_seconds()

    assert not after(*(number * far for number in range(10 * MOST_REVERTS))).is_stopped


def test_it_stays_stopped_however_long_nothing_happens() -> None:
    stopped = after(*range(MOST_REVERTS + 1))

    later = stopped.before_revert(NOON + 100 * WINDOW)

    assert later == stopped


def test_a_person_lets_it_go_on_from_nothing() -> None:
    guard = after(*range(MOST_REVERTS + 1)).let_go_on()

    for second in range(MOST_REVERTS):
        guard = guard.before_revert(NOON + timedelta(seconds=second))

    assert not guard.is_stopped
