"""The one alarm of a limiter."""

from collections.abc import Callable

from app.shared.infrastructure.discord.limiter.timer import Alarm, Timer


class WakeUp:
    """Set to the earliest moment that anybody asked for; rings once."""

    def __init__(self, timer: Timer, ring: Callable[[], None]) -> None:
        self._timer = timer
        self._ring = ring
        self._set: tuple[float, Alarm] | None = None

    def at(self, when: float) -> None:
        """Infinity asks for nothing."""
        if when == float("inf") or (self._set is not None and self._set[0] <= when):
            return
        self.off()
        self._set = (when, self._timer.call_at(when, self._rung))

    def off(self) -> None:
        if self._set is not None:
            self._set[1].cancel()
            self._set = None

    def _rung(self) -> None:
        self._set = None
        self._ring()
