"""How one shard is: whether events arrive, since when, and how quickly Discord answers."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from app.bot.gateway.raw_events import GatewayListener
from app.bot.gateway.shards import Shard
from app.bot.presence.roster import Roster
from app.shared.application.ports.clock import Clock

_BELIEVED_S = 20.0
"""nextcord 3.2 notes a heartbeat as sent only afterwards. When Discord's answer comes before that,
it counts from the heartbeat before, 41 seconds earlier."""


class ShardState(GatewayListener):
    """`changed` is called whenever the connection comes or goes, and when the guilds change, of
    which the roster must hear first. `latency` in seconds."""

    def __init__(
        self,
        shard: Shard,
        roster: Roster,
        clock: Clock,
        *,
        changed: Callable[[], None],
        latency: Callable[[], float],
    ) -> None:
        self.shard = shard
        self.online = False
        self.since: datetime | None = None
        self._latency = latency
        self._roster = roster
        self._guilds: int | None = None
        self._clock = clock
        self._changed = changed

    @property
    def latency_ms(self) -> int | None:
        latency = self._latency()
        return round(latency * 1000) if latency < _BELIEVED_S else None

    @property
    def guilds(self) -> int | None:
        return self._roster.count

    def heard(self, name: str, data: Mapping[str, Any]) -> None:  # noqa: ARG002 - the port's
        if name in ("READY", "RESUMED"):
            self.online, self.since = True, self._clock.now()
            self._changed()
        if self._roster.count != self._guilds:
            self._guilds = self._roster.count
            self._changed()

    def lost(self) -> None:
        if self.online:
            self.online = False
            self._changed()
