"""Channels that something points to and no list shows: hidden, gone, or not listed yet."""

from datetime import datetime, timedelta
from typing import Any

from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.discord.guild_reads import GuildReads, Refused

_MANY = 50
_REMEMBERED = timedelta(minutes=10)


class MissingChannels:
    """Asks for them one by one.

    Each hidden one costs a refused request, and Discord bans an address after 10,000 of those in
    ten minutes. So where there are more than fifty, one that was refused in the last ten minutes
    counts as still hidden: at worst a channel that was deleted since is left alone for so long.
    """

    def __init__(self, reads: GuildReads) -> None:
        self._reads = reads
        self._refused: dict[int, datetime] = {}

    async def look_for(
        self, guild_id: GuildId, missing: frozenset[int], now: datetime
    ) -> tuple[list[Any], frozenset[int]]:
        """The JSON of those that can be seen after all, and the ids of those that are hidden."""
        self._refused = {
            channel: moment
            for channel, moment in self._refused.items()
            if moment + _REMEMBERED > now
        }
        known = missing & self._refused.keys() if len(missing) > _MANY else frozenset()
        answers = await self._reads.channels(sorted(missing - known))
        hidden = {
            channel
            for channel, answer in answers.items()
            if isinstance(answer, Refused) and not answer.gone
        }
        self._refused |= dict.fromkeys(hidden, now)
        shown = [
            answer
            for answer in answers.values()
            if not isinstance(answer, Refused) and int(answer.get("guild_id") or 0) == guild_id
        ]
        return shown, frozenset(known | hidden)
