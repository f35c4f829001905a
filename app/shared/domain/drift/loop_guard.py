"""Stops auto-revert from fighting somebody who means it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

MOST_REVERTS = 3
"""So many reverts of one field in WINDOW are made; where one more would be needed, it stops."""
WINDOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopGuard:
    """Of one field of one thing in a guild (`channel:lobby:topic`)."""

    place: str
    reverts: tuple[datetime, ...] = ()
    """Those of the last WINDOW, oldest first."""
    stopped_at: datetime | None = None
    """From then on nothing is reverted here until a person lets it go on."""

    @property
    def is_stopped(self) -> bool:
        return self.stopped_at is not None

    def before_revert(self, now: datetime) -> "LoopGuard":
        """With this revert counted, or stopped where it would be one too many."""
        if self.is_stopped:
            return self
        recent = tuple(at for at in self.reverts if now - at < WINDOW)
        if len(recent) >= MOST_REVERTS:
            return replace(self, reverts=recent, stopped_at=now)
        return replace(self, reverts=(*recent, now))

    def let_go_on(self) -> "LoopGuard":
        return replace(self, reverts=(), stopped_at=None)
