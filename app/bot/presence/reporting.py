"""Says every few seconds how the bot is, for whoever shows it. Nobody is hurt where it fails."""

import asyncio
import logging
from collections.abc import Callable

from app.shared.application.ports.bot_presence import REPORT_EVERY_S, BotPresence, BotState
from app.shared.application.ports.clock import Clock
from app.shared.domain.errors import Unavailable

log = logging.getLogger(__name__)


class Reporter:
    """`state` is None where there is nothing to say yet."""

    def __init__(
        self, presence: BotPresence, clock: Clock, state: Callable[[], BotState | None]
    ) -> None:
        self._presence = presence
        self._clock = clock
        self._state = state
        self._changed = asyncio.Event()
        self._silent = False

    def hurry(self) -> None:
        """Something has changed that is not to wait for the next report."""
        self._changed.set()

    async def report_forever(self) -> None:
        while True:
            self._changed.clear()
            await self.report()
            await self._until_next()

    async def report(self) -> None:
        """Never raises: a bot does not fail because nobody can be told how it is."""
        state = self._state()
        if state is None:
            return
        try:
            await self._presence.report(state)
            self._silent = False
        except Unavailable as away:
            if not self._silent:
                log.warning("%s", away)
            self._silent = True

    async def _until_next(self) -> None:
        waits = (
            asyncio.ensure_future(self._clock.sleep(REPORT_EVERY_S)),
            asyncio.ensure_future(self._changed.wait()),
        )
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
