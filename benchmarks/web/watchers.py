"""Many people who watch one run, and how long an event takes to reach each of them."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

_OPEN_WITHIN_S = 60.0
_WITHIN_S = 10.0


class Watcher:
    """One open stream of events; knows when the last whole line of data came."""

    def __init__(self) -> None:
        self.came: list[float] = []
        self._news = asyncio.Event()

    async def watch(self, url: str, headers: dict[str, str]) -> None:
        parts = urlsplit(url)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        lines = [f"GET {parts.path} HTTP/1.1", f"host: {parts.netloc}", "accept: text/event-stream"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        try:
            writer.write("\r\n".join(lines).encode() + b"\r\n\r\n")
            while line := await reader.readline():
                if line.startswith(b"data:"):
                    self.came.append(time.perf_counter())
                    self._news.set()
        finally:
            writer.close()

    async def more_than(self, count: int) -> None:
        while len(self.came) <= count:
            self._news.clear()
            await self._news.wait()


async def delays(
    url: str,
    headers: dict[str, str],
    happen: Callable[[int], Awaitable[None]],
    *,
    watchers: int,
    events: int,
) -> list[float]:
    """Milliseconds from each event to its arrival at each watcher, sorted.

    `happen` makes the event of a number take place. Raises TimeoutError when one does not come.
    """
    everybody = [Watcher() for _ in range(watchers)]
    tasks = [asyncio.create_task(one.watch(url, headers)) for one in everybody]
    try:
        found: list[float] = []
        for number in range(events + 1):
            before = [len(one.came) for one in everybody]
            started = time.perf_counter()
            if number:
                await happen(number)
            waits = (one.more_than(seen) for one, seen in zip(everybody, before, strict=True))
            async with asyncio.timeout(_WITHIN_S if number else _OPEN_WITHIN_S):
                await asyncio.gather(*waits)
            if number:
                found += [
                    (one.came[seen] - started) * 1000
                    for one, seen in zip(everybody, before, strict=True)
                ]
        return sorted(found)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
