"""Access events, inside one process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from app.shared.application.ports.access_events import AccessEvent, AccessEvents
from app.shared.domain.errors import Unavailable


class FakeAccessEvents(AccessEvents):
    """Keeps everything in `told` and passes it on to those who watch. `break_stream` is Redis
    going away, `mend` its return."""

    def __init__(self) -> None:
        self.told: list[AccessEvent] = []
        self._watchers: list[asyncio.Queue[AccessEvent | None]] = []
        self._broken = False

    @property
    def watchers(self) -> int:
        return len(self._watchers)

    def break_stream(self) -> None:
        self._broken = True
        for queue in self._watchers:
            queue.put_nowait(None)

    def mend(self) -> None:
        self._broken = False

    async def publish(self, event: AccessEvent) -> None:
        self._refuse_if_broken()
        self.told.append(event)
        for queue in self._watchers:
            queue.put_nowait(event)

    def watch(self) -> AbstractAsyncContextManager[AsyncIterator[AccessEvent]]:
        return self._watch()

    @asynccontextmanager
    async def _watch(self) -> AsyncIterator[AsyncIterator[AccessEvent]]:
        self._refuse_if_broken()
        queue: asyncio.Queue[AccessEvent | None] = asyncio.Queue()
        self._watchers.append(queue)
        try:
            yield _drain(queue)
        finally:
            self._watchers.remove(queue)

    def _refuse_if_broken(self) -> None:
        if self._broken:
            raise Unavailable("The stream of access events is broken.")


async def _drain(queue: asyncio.Queue[AccessEvent | None]) -> AsyncIterator[AccessEvent]:
    while (event := await queue.get()) is not None:
        yield event
    raise Unavailable("The stream of access events is broken.")
