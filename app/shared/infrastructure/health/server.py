"""Answers GET and HEAD over HTTP/1.1, one request for each connection.

Written on asyncio's streams: three paths without a body need no framework, and it answers only
where the loop turns that the process itself lives in.
"""

import asyncio
import logging
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus

from app.shared.infrastructure.health.answers import Answer, Answers

log = logging.getLogger(__name__)

_LONGEST_HEAD = 8 * 1024
_WITHIN_S = 10.0


@asynccontextmanager
async def served(answers: Answers, host: str, port: int) -> AsyncIterator[int]:
    """Serve until the end; gives the port, which the system chooses for 0. OSError if taken."""
    talking: set[StreamWriter] = set()

    async def talk(reader: StreamReader, writer: StreamWriter) -> None:
        talking.add(writer)
        try:
            await _within_time(answers, reader, writer)
        finally:
            talking.discard(writer)
            writer.close()

    server = await asyncio.start_server(talk, host, port, limit=_LONGEST_HEAD)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for writer in talking:
            writer.transport.abort()
        with suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                await server.wait_closed()


async def _within_time(answers: Answers, reader: StreamReader, writer: StreamWriter) -> None:
    try:
        async with asyncio.timeout(_WITHIN_S):
            await _converse(answers, reader, writer)
    except (TimeoutError, OSError, ValueError, EOFError):
        # Whoever asks has gone, or speaks something else.
        pass
    except Exception:
        log.exception("a question about this process's health could not be answered")


async def _converse(answers: Answers, reader: StreamReader, writer: StreamWriter) -> None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError:
        return await _send(writer, Answer(431, b""), with_body=True)
    method, _, rest = head.split(b"\r\n", 1)[0].decode("ascii").partition(" ")
    target, _, version = rest.partition(" ")
    if not version.startswith("HTTP/1."):
        return await _send(writer, Answer(400, b""), with_body=True)
    if method not in ("GET", "HEAD"):
        return await _send(writer, Answer(405, b""), with_body=True)
    answer = await answers.at(target.partition("?")[0])
    return await _send(writer, answer, with_body=method == "GET")


async def _send(writer: StreamWriter, answer: Answer, *, with_body: bool) -> None:
    head = (
        f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}\r\n"
        f"Content-Type: {answer.content_type}\r\n"
        f"Content-Length: {len(answer.body)}\r\n"
        "Cache-Control: no-store\r\n"
        "Connection: close\r\n\r\n"
    )
    writer.write(head.encode("ascii") + (answer.body if with_body else b""))
    await writer.drain()
