"""Many people who watch one run, and how long an event takes to reach each of them."""

import asyncio
import time
from urllib.parse import urlsplit

from benchmarks.web.hammer import WrongAnswer
from benchmarks.web.place import Telling

_GOOD = b"HTTP/1.1 200"
_OPEN_WITHIN_S = 60.0
_WITHIN_S = 10.0


class Watcher(asyncio.Protocol):
    """One open stream of events; knows when the data of each came.

    It only counts what comes: who watches hundreds of streams in one process and reads each line
    of them measures their own reading. An event comes in one piece, which nobody else is told of.
    """

    def __init__(self, asked: bytes) -> None:
        self.came: list[float] = []
        self._asked = asked
        self._news = asyncio.Event()
        self._answer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport
            transport.write(self._asked)

    def data_received(self, data: bytes) -> None:
        if not self._answer:
            self._answer = data[: len(_GOOD)]
        if b"\ndata:" in data:
            self.came.append(time.perf_counter())
        self._news.set()

    def connection_lost(self, _exc: Exception | None) -> None:
        self._answer = self._answer or b"nothing"
        self._news.set()

    async def more_than(self, count: int) -> None:
        """Raises WrongAnswer."""
        while len(self.came) <= count:
            self._news.clear()
            await self._news.wait()
            if self._answer != _GOOD:
                raise WrongAnswer(f"a stream was answered {self._answer.decode()}")

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


async def delays(
    url: str,
    headers: dict[str, str],
    telling: Telling,
    *,
    watchers: int,
    events: int,
) -> list[float]:
    """Milliseconds from each event to its arrival at each watcher, sorted.

    Raises TimeoutError when one does not come, WrongAnswer for a stream that is refused.
    """
    everybody = [Watcher(_request(url, headers)) for _ in range(watchers)]
    try:
        for one in everybody:
            await _connect(one, url)
        found: list[float] = []
        for number in range(events + 1):
            before = [len(one.came) for one in everybody]
            started = time.perf_counter()
            if number:
                await telling.happen(number)
            waits = (one.more_than(seen) for one, seen in zip(everybody, before, strict=True))
            async with asyncio.timeout(_WITHIN_S if number else _OPEN_WITHIN_S):
                await asyncio.gather(*waits)
            if not number:
                await telling.until_heard()
            else:
                found += [
                    (one.came[seen] - started) * 1000
                    for one, seen in zip(everybody, before, strict=True)
                ]
        return sorted(found)
    finally:
        for one in everybody:
            one.close()


async def _connect(one: Watcher, url: str) -> None:
    parts, loop = urlsplit(url), asyncio.get_running_loop()
    await loop.create_connection(lambda: one, parts.hostname or "", parts.port or 0)


def _request(url: str, headers: dict[str, str]) -> bytes:
    parts = urlsplit(url)
    lines = [f"GET {parts.path} HTTP/1.1", f"host: {parts.netloc}", "accept: text/event-stream"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"
