"""Stops sending long before Discord bans the address.

10,000 answers of 401, 403 and 429 (but for the shared scope) in ten minutes get a machine banned
(topics/rate-limits, invalid request limit). Other programs may share its address.
"""

from collections import deque

THRESHOLD = 2_000
SPAN = 600.0


class Breaker:
    def __init__(self, threshold: int = THRESHOLD, span: float = SPAN) -> None:
        self._threshold = threshold
        self._span = span
        self._moments: deque[float] = deque(maxlen=threshold)
        self._banned_until = float("-inf")

    def refused(self, now: float) -> None:
        """One more invalid request."""
        self._moments.append(now)

    def banned(self, until: float) -> None:
        """The address is refused already."""
        self._banned_until = max(self._banned_until, until)

    def open_for(self, now: float) -> float:
        """Seconds during which nothing may be sent; 0 when all is well."""
        until = self._banned_until
        if len(self._moments) == self._threshold:
            until = max(until, self._moments[0] + self._span)
        return max(0.0, until - now)
