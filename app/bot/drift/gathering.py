"""When a guild is looked at: bursts of events become one look."""

from datetime import datetime, timedelta

from app.shared.domain.structure.identifiers import GuildId

SILENCE = timedelta(milliseconds=300)
"""After the last event of a burst."""
MOST = timedelta(seconds=1)
"""After the first one, however long the burst goes on."""


class Gathering:
    """Knows no clock: whoever asks says what time it is."""

    def __init__(self) -> None:
        self._first: dict[GuildId, datetime] = {}
        self._due: dict[GuildId, datetime] = {}

    def noted(self, guild_id: GuildId, now: datetime) -> None:
        """Something happened there."""
        first = self._first.setdefault(guild_id, now)
        self._due[guild_id] = min(now + SILENCE, first + MOST)

    def again(self, guild_id: GuildId, at: datetime) -> None:
        """Look at that time, or earlier where something happens before it."""
        due = self._due.get(guild_id)
        self._due[guild_id] = at if due is None else min(due, at)

    def take_due(self, now: datetime) -> tuple[GuildId, ...]:
        """Those to be looked at by now, longest due first; each is given once."""
        due = sorted((at, guild_id) for guild_id, at in self._due.items() if at <= now)
        for _, guild_id in due:
            self.forget(guild_id)
        return tuple(guild_id for _, guild_id in due)

    def forget(self, guild_id: GuildId) -> None:
        self._due.pop(guild_id, None)
        self._first.pop(guild_id, None)

    def next_at(self) -> datetime | None:
        return min(self._due.values(), default=None)
