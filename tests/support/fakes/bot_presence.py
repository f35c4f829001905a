"""The bot's presence, inside one process."""

from dataclasses import replace
from datetime import timedelta

from app.shared.application.ports.bot_presence import (
    FORGOTTEN_AFTER_S,
    BotPresence,
    BotState,
    together,
)
from app.shared.application.ports.clock import Clock
from app.shared.domain.errors import Unavailable


class FakeBotPresence(BotPresence):
    """Forgets by the clock it is given. `broken` is Redis being away."""

    def __init__(self, clock: Clock) -> None:
        self.reports: list[BotState] = []
        self.broken = False
        self._clock = clock
        self._last: dict[tuple[tuple[int, ...], int], BotState] = {}

    async def report(self, state: BotState) -> None:
        self._refuse_if_broken()
        self.reports.append(state)
        seen = replace(state, seen_at=self._clock.now())
        self._last[state.shards, state.shard_count] = seen

    async def state(self) -> BotState:
        self._refuse_if_broken()
        last = [*self._last.values()]
        return together([one for one in last if self._is_live(one)], last)

    def _is_live(self, report: BotState) -> bool:
        seen = report.seen_at or self._clock.now()
        return self._clock.now() - seen < timedelta(seconds=FORGOTTEN_AFTER_S)

    def _refuse_if_broken(self) -> None:
        if self.broken:
            raise Unavailable("Whether the bot is there cannot be known.")
