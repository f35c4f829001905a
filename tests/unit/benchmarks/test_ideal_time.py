"""The least time for calls under limits, held against every schedule of small jobs."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.timing.ideal import Call, at_least, one_way
from benchmarks.timing.spending import Bucket, Server

_PER_SECOND = 3
_ROLES = Bucket("roles", 2, 2.0)
_CHANNELS = Bucket("channels", 1, 1.5)
_NAMES = Bucket("names", 1, 4.0)
_SPENT = Bucket("spent names", 1, 4.0, free_after=2.5)


def by_every_schedule(calls: list[Call], latency: float) -> float:
    """The best of them all: at each moment at which something changes, anything that may be sent is
    sent or held back."""
    best = math.inf

    def go_on(server: Server, answered: dict[int, float], now: float) -> None:
        nonlocal best
        if max(answered.values(), default=0.0) >= best:
            return
        waiting = [number for number in range(len(calls)) if number not in answered]
        if not waiting:
            best = max(answered.values())
            return
        for number in waiting:
            call = calls[number]
            able = all(answered.get(other, math.inf) <= now for other in call.needs)
            if able and server.admits(call.buckets, now):
                after = server.copy()
                after.spend(call.buckets, now)
                go_on(after, {**answered, number: now + latency}, now)
        buckets = [bucket for number in waiting for bucket in calls[number].buckets]
        moments = [moment for moment in answered.values() if moment > now]
        if later := [*moments, *server.changes_after(now, buckets)]:
            go_on(server, answered, min(later))

    go_on(Server(_PER_SECOND), {}, 0.0)
    return best


@st.composite
def jobs(draw: st.DrawFn) -> list[Call]:
    kinds = [(_ROLES,), (_CHANNELS,), (_CHANNELS, _NAMES), (_SPENT,), ()]
    calls: list[Call] = []
    for number in range(draw(st.integers(1, 5))):
        needs = draw(st.sets(st.integers(0, number - 1), max_size=2)) if number else set()
        calls.append(Call(draw(st.sampled_from(kinds)), frozenset(needs)))
    return calls


@given(jobs(), st.sampled_from([0.0, 0.25, 1.0]))
def test_no_schedule_is_quicker_than_the_bound_and_the_one_that_is_found_is_one_of_them(
    calls: list[Call], latency: float
) -> None:
    best = by_every_schedule(calls, latency)

    assert at_least(calls, latency, _PER_SECOND) <= best + 1e-9
    assert one_way(calls, latency, _PER_SECOND) >= best - 1e-9


@given(st.lists(st.sampled_from([(_ROLES,), (_CHANNELS,), (_NAMES,), ()]), max_size=5))
def test_without_needs_the_bound_is_the_best_schedule(kinds: list[tuple[Bucket, ...]]) -> None:
    calls = [Call(kind) for kind in kinds]
    best = by_every_schedule(calls, 0.25) if calls else 0.0

    assert at_least(calls, 0.25, _PER_SECOND) == pytest.approx(best)
    assert one_way(calls, 0.25, _PER_SECOND) == pytest.approx(best)


def test_a_window_lets_its_calls_through_at_once_and_the_next_ones_at_its_end() -> None:
    bucket = Bucket("edits", 10, 2.0)

    assert at_least([Call((bucket,))] * 10) == 0.0
    assert at_least([Call((bucket,))] * 11) == 2.0
    assert one_way([Call((bucket,))] * 11) == 2.0


def test_fifty_go_in_any_second() -> None:
    free = [Call((Bucket(f"channel {number}", 5, 15.0),)) for number in range(101)]

    assert at_least(free) == one_way(free) == 2.0


def test_what_was_spent_before_is_waited_for() -> None:
    assert at_least([Call((_SPENT,))]) == one_way([Call((_SPENT,))]) == 2.5


def test_each_way_there_and_back_counts_where_one_call_needs_another() -> None:
    chain = [Call(()), Call((), frozenset({0})), Call((), frozenset({1}))]

    assert at_least(chain, 0.1) == pytest.approx(0.3)
    assert one_way(chain, 0.1) == pytest.approx(0.3)


def test_calls_that_need_one_another_in_a_circle_have_no_time() -> None:
    with pytest.raises(ValueError, match="circle"):
        at_least([Call((), frozenset({1})), Call((), frozenset({0}))])
