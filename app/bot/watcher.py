"""What the bot makes of what it hears: events for others, and how it is itself."""

import logging
import math
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from app.bot.access_watch import access_changed_by
from app.bot.outbox import Outbox
from app.bot.raw_events import GatewayListener
from app.bot.roster import Roster
from app.shared.application.ports.access_events import AccessChanged
from app.shared.application.ports.bot_presence import BotState
from app.shared.application.ports.clock import Clock

log = logging.getLogger(__name__)

_BELIEVED_S = 20.0
"""nextcord 3.2 notes a heartbeat as sent only afterwards. When Discord's answer comes before that,
it counts from the heartbeat before, 41 seconds earlier."""


class Watcher(GatewayListener):
    """`changed` is called whenever the connection comes or goes, and when the guilds change."""

    def __init__(self, outbox: Outbox, clock: Clock, version: str) -> None:
        self.changed: Callable[[], None] = lambda: None
        self.latency: Callable[[], float] = lambda: math.nan
        self._outbox = outbox
        self._clock = clock
        self._version = version
        self._roster = Roster()
        self._online = False
        self._since: datetime | None = None

    def heard(self, name: str, data: Mapping[str, Any]) -> None:
        if name in ("READY", "RESUMED"):
            self._online, self._since = True, self._clock.now()
            self.changed()
        try:
            self._heed(name, data)
        except Exception:
            log.exception("an event %s was not understood, so everything may have changed", name)
            self._outbox.put(AccessChanged(guild_id=None))

    def lost(self) -> None:
        if self._online:
            self._online = False
            self.changed()

    def state(self) -> BotState:
        latency = self.latency()
        return BotState(
            online=self._online,
            latency_ms=round(latency * 1000) if latency < _BELIEVED_S else None,
            since=self._since,
            guilds=self._roster.count,
            version=self._version,
        )

    def _heed(self, name: str, data: Mapping[str, Any]) -> None:
        access = access_changed_by(name, data)
        if access is not None:
            self._outbox.put(access)
        for event in self._roster.heed(name, data):
            self._outbox.put(event)
            self.changed()
