"""When guilds are compared whole: after each new session, and from time to time."""

from datetime import datetime, timedelta

from app.shared.domain.structure.identifiers import GuildId

EVERY = timedelta(minutes=30)
_SPREAD = 997


class Schedule:
    """Knows no clock. Guilds that came at once are not compared at once, but in their turn."""

    def __init__(self, every: timedelta = EVERY) -> None:
        self._every = every
        self._next: dict[GuildId, datetime] = {}

    def soon(self, guild_id: GuildId, now: datetime) -> None:
        """Something may have been missed there."""
        self._next[guild_id] = now

    def compared(self, guild_id: GuildId, now: datetime) -> None:
        """The next time is in an interval, or up to a tenth of it earlier: not all at once."""
        share = (guild_id % _SPREAD) / _SPREAD
        self._next[guild_id] = now + self._every * (1 - share / 10)

    def forget(self, guild_id: GuildId) -> None:
        self._next.pop(guild_id, None)

    def due(self, now: datetime, most: int) -> tuple[GuildId, ...]:
        """Longest due first."""
        due = sorted((at, guild_id) for guild_id, at in self._next.items() if at <= now)
        return tuple(guild_id for _, guild_id in due[:most])
