"""Tells open streams that somebody's rights may have changed."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from app.shared.application.ports.access_events import AccessChanged, AccessEvents
from app.shared.application.ports.clock import Clock
from app.shared.domain.errors import Unavailable
from app.shared.domain.structure.identifiers import GuildId, UserId

ASK_AGAIN_S = 30.0
"""Seconds after which rights are looked at even if nobody says that they changed."""

_TRY_AGAIN_S = 1.0


class Alarm:
    """Rings for one person in one guild."""

    def __init__(self, guild_id: GuildId, user_id: UserId, clock: Clock) -> None:
        self._guild_id = guild_id
        self._user_id = user_id
        self._clock = clock
        self._rung = asyncio.Event()

    def hear(self, event: AccessChanged) -> None:
        if event.concerns(self._guild_id, self._user_id):
            self._rung.set()

    def ring(self) -> None:
        self._rung.set()

    async def rings(self) -> AsyncIterator[None]:
        """Whenever rights should be looked at, for ever."""
        while True:
            await self._rung_or_late()
            self._rung.clear()
            yield

    async def _rung_or_late(self) -> None:
        waiting = {
            asyncio.create_task(self._rung.wait()),
            asyncio.create_task(self._sleep()),
        }
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

    async def _sleep(self) -> bool:
        await self._clock.sleep(ASK_AGAIN_S)
        return True


class AccessWatch:
    """Listens to the access events once for the whole process, while somebody needs it."""

    def __init__(self, events: AccessEvents, clock: Clock) -> None:
        self._events = events
        self._clock = clock
        self._alarms: set[Alarm] = set()
        self._task: asyncio.Task[None] | None = None

    @property
    def is_listening(self) -> bool:
        return self._task is not None

    @contextmanager
    def alarm(self, guild_id: GuildId, user_id: UserId) -> Iterator[Alarm]:
        alarm = Alarm(guild_id, user_id, self._clock)
        self._alarms.add(alarm)
        if self._task is None:
            self._task = asyncio.create_task(self._listen())
        try:
            yield alarm
        finally:
            self._alarms.discard(alarm)
            if not self._alarms and self._task is not None:
                self._task.cancel()
                self._task = None

    async def _listen(self) -> None:
        while True:
            try:
                async with self._events.watch() as events:
                    # Whatever was said before is lost: everybody asks once.
                    self._ring_all()
                    async for event in events:
                        if isinstance(event, AccessChanged):
                            self._tell(event)
            except Unavailable:
                # Until it is back everybody asks by the clock, and once when it is.
                await self._clock.sleep(_TRY_AGAIN_S)

    def _tell(self, event: AccessChanged) -> None:
        for alarm in self._alarms:
            alarm.hear(event)

    def _ring_all(self) -> None:
        for alarm in self._alarms:
            alarm.ring()
