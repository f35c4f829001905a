"""What people are called who use the bot, so that histories have names also of those who never
sign in on the web."""

import asyncio
from contextlib import suppress

from app.bot.interactions.interaction import Interaction
from app.shared.application.history.user_names import RememberUser
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.known_users import KnownUser

_WITHIN_S = 0.5
"""Nobody waits longer for being remembered: Discord wants an answer."""
_MOST = 10_000


class Acquaintances:
    """Each person is kept once per process, and again once they are called otherwise."""

    def __init__(self, remember: RememberUser, clock: Clock) -> None:
        self._remember = remember
        self._clock = clock
        self._met: dict[int, tuple[str, str, str | None]] = {}

    async def meet(self, one: Interaction) -> None:
        """Never raises."""
        called = (one.user_name, one.display_name, one.avatar_url)
        if self._met.get(one.user_id) == called:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(_WITHIN_S):
                await self._remember(
                    KnownUser(
                        user_id=one.user_id,
                        name=one.user_name,
                        display_name=one.display_name,
                        avatar=one.avatar_url,
                        seen_at=self._clock.now(),
                    )
                )
            if len(self._met) >= _MOST:
                self._met.clear()
            self._met[one.user_id] = called
