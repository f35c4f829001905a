"""The bot's presence for pages, which all show it: asked for once a second whoever looks."""

from datetime import timedelta

from app.shared.application.ports.bot_presence import BotPresence, BotState
from app.shared.application.ports.clock import Clock

KEPT = timedelta(seconds=1)
"""A bot reports every five."""


class KeptBotPresence(BotPresence):
    """What cannot be known is asked for again each time."""

    def __init__(self, source: BotPresence, clock: Clock) -> None:
        self._source = source
        self._clock = clock
        self._kept: BotState | None = None
        self._until = clock.now()

    async def report(self, state: BotState) -> None:
        await self._source.report(state)

    async def state(self) -> BotState:
        now = self._clock.now()
        if self._kept is None or now >= self._until:
            self._kept = await self._source.state()
            self._until = now + KEPT
        return self._kept
