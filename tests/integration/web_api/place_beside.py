"""A place in a thread and a loop of its own, for tools that call synchronously."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from typing import Any

from tests.integration.web_api.place import Place, open_place


class PlaceBeside:
    def __init__(self, loop: asyncio.AbstractEventLoop, place: Place) -> None:
        self._loop = loop
        self.place = place

    def do[T](self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)


@contextmanager
def place_beside(migrated_url: str, redis_url: str) -> Iterator[PlaceBeside]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    opened = AsyncExitStack()

    async def enter() -> Place:
        return await opened.enter_async_context(open_place(migrated_url, redis_url))

    beside = PlaceBeside(loop, asyncio.run_coroutine_threadsafe(enter(), loop).result(60))
    try:
        yield beside
    finally:
        beside.do(opened.aclose())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
        loop.close()
