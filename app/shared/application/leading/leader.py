"""Does something in one process at a time, whichever of them is there."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.leases import Leases
from app.shared.domain.errors import Unavailable

log = logging.getLogger(__name__)

LEASE_S = 30.0
_PROLONG_EVERY_S = 10.0

type Work = Callable[[], Awaitable[None]]


class Leader:
    """While the lease is held the work goes on; it is stopped at once when somebody else has the
    lease, and in time where it cannot be prolonged: before anybody else could have got it."""

    def __init__(self, leases: Leases, clock: Clock, *, name: str, who: str) -> None:
        self._leases = leases
        self._clock = clock
        self._name = name
        self._who = who

    async def lead_forever(self, work: Work) -> None:
        while True:
            if await self._take() is True:
                await self._lead(work)
            await self._clock.sleep(_PROLONG_EVERY_S)

    async def _lead(self, work: Work) -> None:
        """Raises what the work raises, and what it did not expect to come to an end."""
        working = asyncio.ensure_future(work())
        held = asyncio.create_task(self._while_held())
        try:
            await asyncio.wait({working, held}, return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                working.result()
        finally:
            for task in (working, held):
                task.cancel()
            await asyncio.gather(working, held, return_exceptions=True)
            await self._give_back()

    async def _while_held(self) -> None:
        prolonged_at = self._clock.now()
        while (self._clock.now() - prolonged_at).total_seconds() < LEASE_S - _PROLONG_EVERY_S:
            await self._clock.sleep(_PROLONG_EVERY_S)
            asked_at = self._clock.now()
            taken = await self._take()
            if taken is False:
                log.warning("another process has taken over: %s", self._name)
                return
            if taken is True:
                prolonged_at = asked_at
        log.warning("the lease could not be prolonged in time: %s", self._name)

    async def _take(self) -> bool | None:
        """None where it cannot be known."""
        try:
            return await self._leases.take(self._name, self._who, LEASE_S)
        except Unavailable:
            return None

    async def _give_back(self) -> None:
        try:
            await self._leases.give_back(self._name, self._who)
        except Unavailable:
            log.info("the lease ends by itself: %s", self._name)
