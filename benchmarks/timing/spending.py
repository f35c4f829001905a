"""Discord's limits as the sandbox documents them, for schedules that are thought, not sent."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

PER_SECOND = 50


@dataclass(frozen=True, slots=True)
class Bucket:
    """So many calls in a window, which opens with the first call after the end of the last one.

    `free_after` is when something can be sent at all, where all of it was spent before.
    """

    name: str
    calls: int
    seconds: float
    free_after: float = 0.0


@dataclass(slots=True)
class Server:
    """What was spent so far, by moments that only grow."""

    per_second: int = PER_SECOND
    _windows: dict[Bucket, tuple[float, int]] = field(default_factory=dict)
    """When each opened, and how many calls it has seen."""
    _latest: list[float] = field(default_factory=list)

    def admits(self, buckets: Iterable[Bucket], now: float) -> bool:
        return now >= self._second_ends() and all(self._room(bucket, now) for bucket in buckets)

    def spend(self, buckets: Iterable[Bucket], now: float) -> None:
        self._latest.append(now)
        for bucket in buckets:
            opened, used = self._windows.get(bucket, (-math.inf, 0))
            fresh = now >= opened + bucket.seconds
            self._windows[bucket] = (now, 1) if fresh else (opened, used + 1)

    def changes_after(self, now: float, buckets: Iterable[Bucket]) -> Iterator[float]:
        """The moments at which something more may be let in."""
        moments = [self._second_ends()]
        for bucket in set(buckets):
            opened, _ = self._windows.get(bucket, (-math.inf, 0))
            moments += [opened + bucket.seconds, bucket.free_after]
        return (moment for moment in moments if moment > now)

    def copy(self) -> "Server":
        return Server(self.per_second, dict(self._windows), list(self._latest))

    def _second_ends(self) -> float:
        if len(self._latest) < self.per_second:
            return -math.inf
        return self._latest[-self.per_second] + 1.0

    def _room(self, bucket: Bucket, now: float) -> bool:
        opened, used = self._windows.get(bucket, (-math.inf, 0))
        fresh = now >= opened + bucket.seconds
        return now >= bucket.free_after and (fresh or used < bucket.calls)
