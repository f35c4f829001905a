"""Welcomes guilds that an operator has let in after they had waited for it."""

import logging

from app.bot.guilds.standings import Standings
from app.shared.application.guilds.let_in_lately import LetInLately
from app.shared.application.leading.leader import Leader
from app.shared.application.ports.clock import Clock
from app.shared.domain.errors import DomainError

log = logging.getLogger(__name__)

EVERY_S = 30.0


class Welcoming:
    """Of all processes one does it: an operator decides in the web or at the command line."""

    def __init__(
        self, let_in: LetInLately, standings: Standings, leader: Leader, clock: Clock
    ) -> None:
        self._let_in = let_in
        self._standings = standings
        self._leader = leader
        self._clock = clock

    async def run_forever(self) -> None:
        await self._leader.lead_forever(self._now_and_then)

    async def _now_and_then(self) -> None:
        while True:
            try:
                for presence in await self._let_in():
                    await self._standings.let_in(presence)
            except DomainError as away:
                log.warning("servers that were let in wait to be welcomed: %s", away)
            await self._clock.sleep(EVERY_S)
