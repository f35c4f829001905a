"""The least time in which calls can be made under limits, by an argument of its own.

A call spends from buckets (so many calls in a window that opens with its first call), needs other
calls to have been answered before, and is one of fifty in any second. Nothing here knows plans,
runners or how a client learns limits: it is as if all were known beforehand.

`at_least` is a bound that no client can beat: of any set of calls that cannot begin before some
moment, no more than a window's worth fits into a window and no more than fifty into a second, and
whatever needs the last of them comes after it. `one_way` is a schedule that keeps every limit;
where both agree, that is the least time. Tests hold both against every schedule of small jobs.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.timing.spending import PER_SECOND, Bucket, Server


@dataclass(frozen=True, slots=True)
class Call:
    """`needs` are places in the list of calls."""

    buckets: tuple[Bucket, ...]
    needs: frozenset[int] = frozenset()
    name: str = ""


def at_least(
    calls: Sequence[Call],
    latency: float = 0.0,
    per_second: int = PER_SECOND,
    *,
    opened: bool = False,
) -> float:
    """Seconds from the first call to the last answer; `latency` is the way there and back. With
    `opened`, windows may have been opened by other calls before."""
    if not calls:
        return 0.0
    heads, tails = _heads(calls, latency), _tails(calls, latency)
    bounds = [head + tail for head, tail in zip(heads, tails, strict=True)]
    by_bucket: defaultdict[Bucket, list[int]] = defaultdict(list)
    for number, call in enumerate(calls):
        for bucket in call.buckets:
            by_bucket[bucket].append(number)
    for bucket, inside in by_bucket.items():
        pairs = [(max(heads[n], bucket.free_after), tails[n]) for n in inside]
        bounds.append(_of_a_set(pairs, _in_windows(bucket), opened=opened))
    pairs = list(zip(heads, tails, strict=True))
    bounds.append(_of_a_set(pairs, _in_seconds(per_second), opened=opened))
    return max(bounds) + latency


def at_least_in_stages(
    stages: Iterable[Sequence[Call]], latency: float = 0.0, per_second: int = PER_SECOND
) -> float:
    """The same where each stage begins when all of the one before was answered."""
    whole, opened = 0.0, False
    for calls in stages:
        whole += at_least(calls, latency, per_second, opened=opened)
        opened = True
    return whole


def _heads(calls: Sequence[Call], latency: float) -> list[float]:
    """When each can arrive at the earliest, by what it needs alone."""
    return _longest([call.needs for call in calls], latency)


def _tails(calls: Sequence[Call], latency: float) -> list[float]:
    """How long after each the last that needs it arrives, at the least."""
    return _longest(_followers(calls), latency)


def _followers(calls: Sequence[Call]) -> list[set[int]]:
    followers: list[set[int]] = [set() for _ in calls]
    for number, call in enumerate(calls):
        for needed in call.needs:
            followers[needed].add(number)
    return followers


def _longest(before: Sequence[Iterable[int]], latency: float) -> list[float]:
    found: dict[int, float] = {}
    for number in _in_order(before):
        found[number] = max((found[other] + latency for other in before[number]), default=0.0)
    return [found[number] for number in range(len(before))]


def _in_order(before: Sequence[Iterable[int]]) -> list[int]:
    """Each after all that are before it. Raises ValueError for a circle."""
    waiting = {number: set(others) for number, others in enumerate(before)}
    order: list[int] = []
    while waiting:
        free = {number for number, others in waiting.items() if not others}
        if not free:
            raise ValueError("calls that need one another in a circle have no time")
        order += sorted(free)
        waiting = {n: others - free for n, others in waiting.items() if n not in free}
    return order


def _of_a_set(
    pairs: Sequence[tuple[float, float]], takes: Callable[[int, bool], float], *, opened: bool
) -> float:
    """The best bound over the subsets that begin not before one of the heads; of head and tail."""
    first = min(head for head, _ in pairs)
    bounds: list[float] = []
    for start in {head for head, _ in pairs}:
        tails = [tail for head, tail in pairs if head >= start]
        bounds.append(start + takes(len(tails), opened or start > first) + min(tails))
    return max(bounds)


def _in_windows(bucket: Bucket) -> Callable[[int, bool], float]:
    def takes(calls: int, opened_before: bool) -> float:
        """A window that was opened before, by another call, has room for all but one."""
        left = calls - (bucket.calls - 1 if opened_before else 0)
        return max(0, math.ceil(left / bucket.calls) - 1) * bucket.seconds

    return takes


def _in_seconds(per_second: int) -> Callable[[int, bool], float]:
    return lambda calls, _: float((calls - 1) // per_second)


def one_way(calls: Sequence[Call], latency: float = 0.0, per_second: int = PER_SECOND) -> float:
    """Seconds of a schedule in which goes first, whenever something may go, what most waits for."""
    server, urgency = Server(per_second), _urgency(calls, latency)
    answered: dict[int, float] = {}
    waiting = set(range(len(calls)))
    now = 0.0
    while waiting:
        able = [number for number in waiting if _is_able(calls[number], answered, now)]
        sent = False
        for number in sorted(able, key=lambda number: (-urgency[number], number)):
            if server.admits(calls[number].buckets, now):
                server.spend(calls[number].buckets, now)
                answered[number] = now + latency
                waiting.discard(number)
                sent = True
        if not sent:
            buckets = (bucket for number in waiting for bucket in calls[number].buckets)
            moments = [moment for moment in answered.values() if moment > now]
            now = min([*moments, *server.changes_after(now, buckets)])
    return max(answered.values(), default=0.0)


def _is_able(call: Call, answered: Mapping[int, float], now: float) -> bool:
    return all(answered.get(other, math.inf) <= now for other in call.needs)


def _urgency(calls: Sequence[Call], latency: float) -> list[float]:
    """How long it takes, at the least, from each call to the last: those that need it, and those
    behind it in its buckets."""
    followers = _followers(calls)
    behind_it: defaultdict[Bucket, int] = defaultdict(int)
    found = [0.0] * len(calls)
    for number in _in_order(followers):
        longest = max((found[other] + latency for other in followers[number]), default=0.0)
        for bucket in calls[number].buckets:
            longest = max(longest, behind_it[bucket] / bucket.calls * bucket.seconds)
            behind_it[bucket] += 1
        found[number] = longest
    return found
