"""One rate limit bucket of one guild, channel or webhook, as its answers have shown it."""

from app.shared.infrastructure.discord.limiter.answer import Answer, Scope
from app.shared.infrastructure.discord.limiter.held_by import HeldBy

_SAME_WINDOW = 0.1
"""Seconds by which the told end of one and the same window may wobble."""


class Bucket:
    """How many requests may be sent now. Until an answer has told, one at a time.

    Every request in flight counts as not yet counted by Discord, and an end of a window is taken
    from when its answer arrived: both err towards waiting, never towards a refusal.
    """

    def __init__(self) -> None:
        self._limit: int | None = None
        self._unlimited = False
        self._in_flight = 0
        self._remaining = 0
        self._ends_at = float("-inf")
        self._window = float("-inf")
        self._period = 0.0
        self._blocked_until = float("-inf")
        self._blocked_scope = Scope.USER

    def room(self, now: float) -> int:
        if now < self._blocked_until:
            return 0
        if self._unlimited:
            return 1_000_000
        if self._limit is None:
            return 1 - self._in_flight
        left = self._limit if now >= self._ends_at else self._remaining
        return left - self._in_flight

    def opens_at(self, now: float) -> float:
        """When time alone makes room; infinity when only an answer can."""
        if self.room(now) > 0:
            return now
        return min(
            (moment for moment in (self._blocked_until, self._ends_at) if moment > now),
            default=float("inf"),
        )

    def wait(self, now: float, ahead: int) -> float:
        """Seconds, at least, until a request goes out before which `ahead` others must."""
        start = max(now, self._blocked_until)
        if self._unlimited or self._limit is None:
            return start - now
        beyond = ahead - max(self.room(start), 0)
        if beyond < 0:
            return start - now
        ends_at = self._ends_at if self._ends_at > start else start + self._period
        return ends_at + beyond // self._limit * self._period - now

    @property
    def held_by(self) -> HeldBy:
        """Why somebody waits here, for people and metrics."""
        if self._limit is None and not self._unlimited and self._in_flight:
            return HeldBy.LEARNING
        return HeldBy.SHARED if self._blocked_scope is Scope.SHARED else HeldBy.BUCKET

    def is_idle(self, now: float) -> bool:
        """Nothing about it is worth remembering."""
        return self._in_flight == 0 and now >= max(self._ends_at, self._blocked_until)

    def sent(self) -> None:
        self._in_flight += 1

    def returned(self) -> None:
        """A request was let through and not sent."""
        self._in_flight -= 1

    def lost(self, now: float) -> None:
        """No answer came, or one that says nothing: it may have been counted."""
        self._in_flight -= 1
        if self._limit is None:
            return
        if now >= self._ends_at:
            self._remaining, self._ends_at = self._limit, now + self._period
        self._remaining = max(0, self._remaining - 1)

    def block(self, until: float, scope: Scope) -> None:
        if until > self._blocked_until:
            self._blocked_until, self._blocked_scope = until, scope

    def learn(self, answer: Answer, now: float) -> None:
        """Take in the answer to a request that was sent."""
        if answer.limit is None or answer.remaining is None or answer.reset_after is None:
            self.lost(now)
            self._unlimited = self._unlimited or (answer.succeeded and self._limit is None)
            return
        self._in_flight -= 1
        self._unlimited = False
        self._limit = answer.limit
        self._period = max(self._period, answer.reset_after)
        self._note_window(answer, answer.remaining, now + answer.reset_after)

    def _note_window(self, answer: Answer, remaining: int, ends_at: float) -> None:
        """Answers come in any order: those of a window before the latest say nothing any more."""
        window = ends_at if answer.reset is None else answer.reset
        if window > self._window + _SAME_WINDOW:
            self._window, self._remaining, self._ends_at = window, remaining, ends_at
        elif window >= self._window - _SAME_WINDOW:
            self._remaining = min(self._remaining, remaining)
            self._ends_at = min(self._ends_at, ends_at)
