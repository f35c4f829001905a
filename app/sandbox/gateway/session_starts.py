"""How often an application may identify: so many at once every 5 seconds, 1000 in a day.

Discord resets the bot's token when the day's starts are used up. Here the application's
sessions end and identifying stays refused with 4004 until the day is over.
"""

from dataclasses import dataclass, field

from app.sandbox.gateway.options import GatewayOptions

DAY_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class SessionStartLimit:
    """As `GET /gateway/bot` tells it; `reset_after` in milliseconds."""

    total: int
    remaining: int
    reset_after: int
    max_concurrency: int

    def payload(self) -> dict[str, int]:
        return {
            "total": self.total,
            "remaining": self.remaining,
            "reset_after": self.reset_after,
            "max_concurrency": self.max_concurrency,
        }


@dataclass(slots=True)
class _Starts:
    """The day begins with its first identify."""

    day_began: float
    used: int = 0
    last_by_key: dict[int, float] = field(default_factory=dict)


class SessionStarts:
    """The count, by application."""

    def __init__(self, options: GatewayOptions) -> None:
        self._options = options
        self._starts: dict[int, _Starts] = {}

    def use_one(self, application_id: int, now: float) -> bool:
        """Counts a start; False where the day has none left."""
        starts = self._of(application_id, now)
        if starts.used >= self._options.identifies_per_day:
            return False
        if starts.used == 0:
            starts.day_began = now
        starts.used += 1
        return True

    def take_turn(self, application_id: int, shard_id: int, now: float) -> bool:
        """Whether this shard's bucket is free; a taken turn closes it for 5 seconds."""
        last_by_key = self._of(application_id, now).last_by_key
        key = shard_id % self._options.max_concurrency
        last = last_by_key.get(key)
        if last is not None and now - last < self._options.identify_interval:
            return False
        last_by_key[key] = now
        return True

    def limit(self, application_id: int, now: float) -> SessionStartLimit:
        starts = self._of(application_id, now)
        left = starts.day_began + DAY_SECONDS - now if starts.used else 0.0
        return SessionStartLimit(
            total=self._options.identifies_per_day,
            remaining=self._options.identifies_per_day - starts.used,
            reset_after=round(left * 1000),
            max_concurrency=self._options.max_concurrency,
        )

    def _of(self, application_id: int, now: float) -> _Starts:
        starts = self._starts.setdefault(application_id, _Starts(day_began=now))
        if now - starts.day_began >= DAY_SECONDS:
            starts.day_began = now
            starts.used = 0
        return starts
