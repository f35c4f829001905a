"""A Discord of a few lines that knows nothing of our limiter: it counts, answers and remembers.

Its buckets open a window with the first request in it and give everything back at its end. A
global second is any second. What a client ought not to have sent is refused and kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil


@dataclass(frozen=True, slots=True)
class Size:
    requests: int
    seconds: float


@dataclass(slots=True)
class Window:
    opened_at: float
    used: int = 0


@dataclass(slots=True)
class ModelServer:
    """`bucket_of` names a route's bucket, `sizes` a bucket's size. Its clock is `ahead` of ours."""

    bucket_of: Mapping[str, str]
    sizes: Mapping[str, Size]
    per_second: int = 50
    ahead: float = 1_700_000_000.0
    arrivals: list[tuple[float, str, str]] = field(default_factory=list)
    refused: list[tuple[float, str, str]] = field(default_factory=list)
    _windows: dict[tuple[str, str], Window] = field(default_factory=dict)

    def receive(self, now: float, route: str, major: str) -> tuple[int, dict[str, str], object]:
        """Status, headers and JSON of the answer to a request that arrives now."""
        bucket = self.bucket_of[route]
        self.arrivals.append((now, bucket, major))
        recent = sum(1 for moment, _, _ in self.arrivals if moment > now - 1.0)
        if recent > self.per_second:
            self.refused.append((now, bucket, major))
            return 429, {"x-ratelimit-scope": "global"}, {"retry_after": 1.0, "global": True}
        window = self._window(now, bucket, major)
        headers = self._headers(now, bucket, window)
        if window.used >= self.sizes[bucket].requests:
            self.refused.append((now, bucket, major))
            left = window.opened_at + self.sizes[bucket].seconds - now
            return 429, headers | {"x-ratelimit-scope": "user"}, {"retry_after": left}
        window.used += 1
        return 200, self._headers(now, bucket, window), {}

    def busiest_second(self) -> int:
        """The most requests in any closed second."""
        moments = sorted(moment for moment, _, _ in self.arrivals)
        return max(
            (sum(1 for other in moments if moment <= other <= moment + 1.0) for moment in moments),
            default=0,
        )

    def _window(self, now: float, bucket: str, major: str) -> Window:
        window = self._windows.get((bucket, major))
        if window is None or now >= window.opened_at + self.sizes[bucket].seconds:
            window = self._windows[bucket, major] = Window(now)
        return window

    def _headers(self, now: float, bucket: str, window: Window) -> dict[str, str]:
        size = self.sizes[bucket]
        ends_at = window.opened_at + size.seconds
        return {
            "x-ratelimit-bucket": bucket,
            "x-ratelimit-limit": str(size.requests),
            "x-ratelimit-remaining": str(size.requests - window.used),
            "x-ratelimit-reset": f"{_up(ends_at + self.ahead):.3f}",
            "x-ratelimit-reset-after": f"{_up(ends_at - now):.3f}",
        }


def _up(seconds: float) -> float:
    """Milliseconds, rounded up."""
    return ceil(round(seconds * 1000, 4)) / 1000
