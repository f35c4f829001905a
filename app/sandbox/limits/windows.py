"""Counting against a clock: a window that opens with its first request, and one that slides."""

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many requests in so many seconds."""

    requests: int
    per_seconds: float


@dataclass(slots=True)
class Window:
    """Opens with the first request after its end; at its end everything is given back."""

    allowance: Allowance
    opened_at: float = float("-inf")
    used: int = 0

    @property
    def resets_at(self) -> float:
        """Epoch seconds."""
        return self.opened_at + self.allowance.per_seconds

    @property
    def remaining(self) -> int:
        return self.allowance.requests - self.used

    def take(self, now: float) -> bool:
        """Count one request, or refuse it."""
        if now >= self.resets_at:
            self.opened_at, self.used = now, 0
        if self.remaining <= 0:
            return False
        self.used += 1
        return True

    def give_back(self) -> None:
        """The last request turned out not to count."""
        self.used = max(0, self.used - 1)


class SlidingWindow:
    """The moments of the latest requests: no span of `span_s` seconds is looked at in part."""

    def __init__(self, span_s: float) -> None:
        self._span_s = span_s
        self._moments: deque[float] = deque()

    def count(self, now: float) -> int:
        """Requests in the span that ends now. One exactly `span_s` ago is no longer in it."""
        while self._moments and self._moments[0] + self._span_s <= now:
            self._moments.popleft()
        return len(self._moments)

    def add(self, now: float) -> int:
        """Note one request; answers the count that includes it."""
        self._moments.append(now)
        return self.count(now)

    def room_at(self, allowed: int) -> float:
        """Epoch seconds at which one more fits, if none comes in between."""
        if len(self._moments) < allowed:
            return float("-inf")
        return self._moments[-allowed] + self._span_s

    def clear(self) -> None:
        self._moments.clear()
