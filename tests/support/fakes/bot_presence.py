"""The bot's presence, inside one process."""

from dataclasses import replace
from datetime import timedelta

from app.shared.application.ports.bot_presence import (
    FORGOTTEN_AFTER_S,
    NEVER_SEEN,
    BotPresence,
    BotState,
)
from app.shared.application.ports.clock import Clock
from app.shared.domain.errors import Unavailable


class FakeBotPresence(BotPresence):
    """Forgets by the clock it is given. `broken` is Redis being away."""

    def __init__(self, clock: Clock) -> None:
        self.reports: list[BotState] = []
        self.broken = False
        self._clock = clock
        self._last = NEVER_SEEN

    async def report(self, state: BotState) -> None:
        self._refuse_if_broken()
        self.reports.append(state)
        self._last = replace(state, seen_at=self._clock.now())

    async def state(self) -> BotState:
        self._refuse_if_broken()
        seen = self._last.seen_at
        if seen is None or self._clock.now() - seen < timedelta(seconds=FORGOTTEN_AFTER_S):
            return self._last
        return replace(self._last, online=False, latency_ms=None)

    def _refuse_if_broken(self) -> None:
        if self.broken:
            raise Unavailable("Whether the bot is there cannot be known.")
