"""Many people who watch one run, and how long an event takes to reach each of them."""

import asyncio
import time
from collections.abc import Awaitable, Sequence
from urllib.parse import urlsplit

from benchmarks.web.hammer import WrongAnswer
from benchmarks.web.place import Telling

_GOOD = b"HTTP/1.1 200"
_OPEN_WITHIN_S = 60.0
_WITHIN_S = 10.0


class Watcher(asyncio.Protocol):
    """One open stream of events; knows when the one came that is waited for.

    It looks for a mark and reads nothing else: who watches hundreds of streams in one process and
    reads each line of them measures their own reading. An event comes in one piece.
    """

    def __init__(self, asked: bytes) -> None:
        self._asked = asked
        self._mark = b""
        self._came: float | None = None
        self._news = asyncio.Event()
        self._answer = b""
        self._transport: asyncio.Transport | None = None

    def expect(self, mark: bytes) -> None:
        """Each event has another mark. What else is told meanwhile, as by a look at the journal, in
        which there is nothing of what is told here, is not waited for."""
        self._mark, self._came = mark, None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport
            transport.write(self._asked)

    def data_received(self, data: bytes) -> None:
        if not self._answer:
            self._answer = data[: len(_GOOD)]
        if self._came is None and self._mark in data:
            self._came = time.perf_counter()
        self._news.set()

    def connection_lost(self, _exc: Exception | None) -> None:
        self._answer = self._answer or b"nothing"
        self._news.set()

    async def came(self) -> float:
        """When. Raises WrongAnswer."""
        while self._came is None:
            self._news.clear()
            await self._news.wait()
            if self._answer != _GOOD:
                raise WrongAnswer(f"a stream was answered {self._answer.decode()}")
        return self._came

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
        await _all_came(everybody, b"\ndata:", _OPEN_WITHIN_S, _connect_all(everybody, url))
        await telling.until_heard()
        found: list[float] = []
        for number in range(1, events + 1):
            started = time.perf_counter()
            mark = telling.mark_of(number)
            came = await _all_came(everybody, mark, _WITHIN_S, telling.happen(number))
            found += [(moment - started) * 1000 for moment in came]
        return sorted(found)
    finally:
        for one in everybody:
            one.close()


async def _all_came(
    everybody: Sequence[Watcher],
    mark: bytes,
    within_s: float,
    happening: Awaitable[None],
) -> Sequence[float]:
    for one in everybody:
        one.expect(mark)
    async with asyncio.timeout(within_s):
        await happening
        return await asyncio.gather(*(one.came() for one in everybody))


async def _connect_all(everybody: Sequence[Watcher], url: str) -> None:
    for one in everybody:
        await _connect(one, url)


async def _connect(one: Watcher, url: str) -> None:
    parts, loop = urlsplit(url), asyncio.get_running_loop()
    await loop.create_connection(lambda: one, parts.hostname or "", parts.port or 0)


def _request(url: str, headers: dict[str, str]) -> bytes:
    parts = urlsplit(url)
    lines = [f"GET {parts.path} HTTP/1.1", f"host: {parts.netloc}", "accept: text/event-stream"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"
