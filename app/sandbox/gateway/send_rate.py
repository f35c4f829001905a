"""How often one client may send: 120 payloads in 60 seconds, heartbeats included."""

from collections import deque

from app.sandbox.gateway.opcodes import CloseCode, Refused

WINDOW_SECONDS = 60.0


class SendRate:
    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._sent: deque[float] = deque()

    def count(self, now: float) -> None:
        """Raises Refused with 4008 at the first payload too many."""
        while self._sent and self._sent[0] <= now - WINDOW_SECONDS:
            self._sent.popleft()
        self._sent.append(now)
        if len(self._sent) > self._limit:
            raise Refused(CloseCode.RATE_LIMITED, "You are being rate limited.")
