"""What the bot makes of what it hears about rights: events for others."""

import logging
from collections.abc import Mapping
from typing import Any

from app.bot.access.access_watch import access_changed_by
from app.bot.access.outbox import Outbox
from app.bot.gateway.raw_events import GatewayListener
from app.bot.presence.roster import Roster
from app.shared.application.ports.access_events import AccessChanged

log = logging.getLogger(__name__)


class Watcher(GatewayListener):
    """Of one shard: a session's READY names the guilds of its shard alone."""

    def __init__(self, outbox: Outbox, roster: Roster) -> None:
        self._outbox = outbox
        self._roster = roster

    def heard(self, name: str, data: Mapping[str, Any]) -> None:
        try:
            self._heed(name, data)
        except Exception:
            log.exception("an event %s was not understood, so everything may have changed", name)
            self._outbox.put(AccessChanged(guild_id=None))

    def lost(self) -> None:
        """READY or RESUMED tells what was missed."""

    def _heed(self, name: str, data: Mapping[str, Any]) -> None:
        access = access_changed_by(name, data)
        if access is not None:
            self._outbox.put(access)
        for event in self._roster.heed(name, data):
            self._outbox.put(event)
