"""Access events on their way to whoever watches. Nothing that was put in is lost silently."""

import asyncio
import logging

from app.shared.application.ports.access_events import AccessChanged, AccessEvent, AccessEvents
from app.shared.application.ports.clock import Clock
from app.shared.domain.errors import Unavailable

log = logging.getLogger(__name__)

_AGAIN_AFTER_S = 1.0
_ALL = AccessChanged(guild_id=None)


class Outbox:
    """Tells in order, each event again until it could be told. One that waits already is not put
    in twice; above `size` waiting ones, all of them become one: everything may have changed."""

    def __init__(self, events: AccessEvents, clock: Clock, *, size: int = 1000) -> None:
        self._events = events
        self._clock = clock
        self._size = size
        self._waiting: dict[AccessEvent, None] = {}
        self._filled = asyncio.Event()

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, event: AccessEvent) -> None:
        if len(self._waiting) >= self._size:
            self._waiting = {_ALL: None}
        self._waiting[event] = None
        self._filled.set()

    async def deliver_forever(self) -> None:
        silent = False
        while True:
            try:
                await self.deliver()
                silent = False
                await self._filled.wait()
            except Unavailable as away:
                if not silent:
                    log.warning("changes of rights wait to be told: %s", away)
                silent = True
                await self._clock.sleep(_AGAIN_AFTER_S)

    async def deliver(self) -> None:
        """Tell all that waits. Raises Unavailable; what could not be told keeps its place."""
        self._filled.clear()
        while self._waiting:
            # Out of the box first: the same may happen again while it is being told.
            event = next(iter(self._waiting))
            del self._waiting[event]
            try:
                await self._events.publish(event)
            except BaseException:
                self._waiting = {event: None, **self._waiting}
                raise
