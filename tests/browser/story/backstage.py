"""A loop in a thread of its own, where an installation lives while a test drives a browser."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import Any

_PATIENCE_S = 60


class Backstage:
    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="backstage")
        self._thread.start()

    def run[T](self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_PATIENCE_S)

    def do[T](self, work: Callable[[], T]) -> T:
        """The safe way to touch what lives there."""

        async def inside() -> T:
            return work()

        return self.run(inside())

    @contextmanager
    def inside[T](self, manager: AbstractAsyncContextManager[T]) -> Iterator[T]:
        """What the manager gives. One task enters and leaves it, as scopes of cancelling want."""
        ready: Future[T] = Future()
        leaving = asyncio.Event()

        async def hold() -> None:
            async with manager as value:
                ready.set_result(value)
                await leaving.wait()

        held = asyncio.run_coroutine_threadsafe(hold(), self._loop)
        held.add_done_callback(lambda done: _fail(ready, done))
        value = ready.result(_PATIENCE_S)
        try:
            yield value
        finally:
            self._loop.call_soon_threadsafe(leaving.set)
            held.result(_PATIENCE_S)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE_S)
        self._loop.close()


def _fail(ready: Future[Any], done: Future[None]) -> None:
    if not ready.done():
        ready.set_exception(done.exception() or RuntimeError("it ended before it began"))
