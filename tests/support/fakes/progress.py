"""Live progress, inside one process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from app.shared.application.ports.progress import Progress, ProgressChannel
from app.shared.domain.runs.run import RunId


class FakeProgressChannel(ProgressChannel):
    """Keeps everything in `told` and passes it on to those who watch."""

    def __init__(self) -> None:
        self.told: list[Progress] = []
        self._watchers: dict[RunId, list[asyncio.Queue[Progress]]] = {}

    async def publish(self, progress: Progress) -> None:
        self.told.append(progress)
        for queue in self._watchers.get(progress.run.id, []):
            queue.put_nowait(progress)

    def watch(self, run_id: RunId) -> AbstractAsyncContextManager[AsyncIterator[Progress]]:
        return self._watch(run_id)

    @asynccontextmanager
    async def _watch(self, run_id: RunId) -> AsyncIterator[AsyncIterator[Progress]]:
        queue: asyncio.Queue[Progress] = asyncio.Queue()
        self._watchers.setdefault(run_id, []).append(queue)
        try:
            yield _drain(queue)
        finally:
            self._watchers[run_id].remove(queue)


async def _drain(queue: asyncio.Queue[Progress]) -> AsyncIterator[Progress]:
    while True:
        yield await queue.get()
