"""Asks one address as fast as it answers, over kept connections, and times every answer."""

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import urlsplit


class WrongAnswer(Exception):
    """What came back was not 200: whatever was timed would say nothing."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Of one address. Milliseconds per answer, answers per second."""

    answers: int
    rate: float
    p50: float
    p99: float


async def hammer(
    url: str, headers: dict[str, str], *, seconds: float, connections: int = 8
) -> Timing:
    """Raises WrongAnswer."""
    until = time.perf_counter() + seconds
    each = await asyncio.gather(*(_ask(url, headers, until) for _ in range(connections)))
    times = sorted(one for times in each for one in times)
    return Timing(
        answers=len(times),
        rate=len(times) / seconds,
        p50=times[len(times) // 2] * 1000,
        p99=times[len(times) * 99 // 100] * 1000,
    )


async def _ask(url: str, headers: dict[str, str], until: float) -> list[float]:
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    lines = [f"GET {parts.path} HTTP/1.1", f"host: {parts.netloc}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    asked = "\r\n".join(lines).encode() + b"\r\n\r\n"
    times: list[float] = []
    try:
        while (started := time.perf_counter()) < until:
            writer.write(asked)
            await _answer(reader, url)
            times.append(time.perf_counter() - started)
    finally:
        writer.close()
    return times


async def _answer(reader: asyncio.StreamReader, url: str) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = head.split(b" ", 2)[1]
    length = head.partition(b"content-length:")[2].split(b"\r\n", 1)[0]
    if status != b"200" or not length:
        raise WrongAnswer(f"{urlsplit(url).path} answered {status.decode()}")
    await reader.readexactly(int(length))
