"""Clears away, now and then, what is kept about guilds that the bot left long ago."""

import logging
from datetime import timedelta

from app.shared.application.guilds.clear_away import ClearAwayGuilds
from app.shared.application.leading.leader import Leader
from app.shared.application.ports.clock import Clock
from app.shared.domain.errors import DomainError

log = logging.getLogger(__name__)

EVERY_S = 3600.0


class ClearingAway:
    """Of all processes one does it."""

    def __init__(
        self, clear_away: ClearAwayGuilds, leader: Leader, clock: Clock, kept_for: timedelta
    ) -> None:
        self._clear_away = clear_away
        self._leader = leader
        self._clock = clock
        self._kept_for = kept_for

    async def run_forever(self) -> None:
        await self._leader.lead_forever(self._now_and_then)

    async def _now_and_then(self) -> None:
        while True:
            try:
                gone = await self._clear_away(self._kept_for)
                if gone:
                    log.info("cleared away what was kept about %d servers", len(gone))
            except DomainError as away:
                log.warning("what is kept about servers was not cleared away: %s", away)
            await self._clock.sleep(EVERY_S)
