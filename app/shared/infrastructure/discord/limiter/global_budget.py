"""Discord's limit over all routes: fifty requests in any second, per bot."""

from collections import deque

_SECOND = 1.001
"""One millisecond more, so that both ends of a second count as within it."""


class GlobalBudget:
    """A place is taken from the moment a request is sent until a second after its answer.

    When it reached Discord lies somewhere between the two, so that no second there ever sees more
    than `per_second`, however unevenly the network delays requests.
    """

    def __init__(self, per_second: int) -> None:
        self._per_second = per_second
        self._in_flight = 0
        self._cooling: deque[float] = deque()
        self._blocked_until = float("-inf")

    def room(self, now: float) -> int:
        """How many requests may be sent now."""
        while self._cooling and self._cooling[0] <= now:
            self._cooling.popleft()
        if now < self._blocked_until:
            return 0
        return self._per_second - self._in_flight - len(self._cooling)

    def opens_at(self, now: float) -> float:
        """When time alone makes room; infinity when only an answer can."""
        if self.room(now) > 0:
            return now
        if self._blocked_until > now:
            return self._blocked_until
        return self._cooling[0] if self._cooling else float("inf")

    def block(self, until: float) -> None:
        self._blocked_until = max(self._blocked_until, until)

    def sent(self) -> None:
        self._in_flight += 1

    def answered(self, now: float) -> None:
        self._in_flight -= 1
        self._cooling.append(now + _SECOND)

    def returned(self) -> None:
        """A place was given and not used."""
        self._in_flight -= 1
