"""Which guilds the bot is in, as the gateway tells it."""

from collections.abc import Mapping
from typing import Any

from app.shared.application.ports.access_events import GuildsChanged
from app.shared.domain.structure.identifiers import GuildId


class Roster:
    """Tells joining from becoming available again, and leaving from an outage: Discord sends the
    same two events for both (events/gateway-events, "Guild Create", "Guild Delete")."""

    def __init__(self) -> None:
        self._guilds: frozenset[GuildId] | None = None

    @property
    def count(self) -> int | None:
        """None before the first session has told."""
        return None if self._guilds is None else len(self._guilds)

    def heed(self, name: str, data: Mapping[str, Any]) -> tuple[GuildsChanged, ...]:
        """What an event changes. A session that follows another tells what happened between."""
        match name:
            case "READY":
                now = frozenset(GuildId(int(guild["id"])) for guild in data["guilds"])
            case "GUILD_CREATE":
                now = self._known | {GuildId(int(data["id"]))}
            case "GUILD_DELETE" if not data.get("unavailable"):
                now = self._known - {GuildId(int(data["id"]))}
            case _:
                return ()
        before, self._guilds = self._guilds, now
        return () if before is None else _differences(before, now)

    @property
    def _known(self) -> frozenset[GuildId]:
        return self._guilds or frozenset()


def _differences(before: frozenset[GuildId], now: frozenset[GuildId]) -> tuple[GuildsChanged, ...]:
    return tuple(
        GuildsChanged(guild_id=guild_id, joined=guild_id in now)
        for guild_id in sorted(before ^ now)
    )
