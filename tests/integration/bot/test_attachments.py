"""Files that people attach: from their address only, and no more than is allowed."""

import asyncio
from collections.abc import AsyncIterator
from typing import Self

import aiohttp
import pytest

from app.bot.interactions.attachments import MOST_KB, FetchedAttachments, FileAway, FileTooLarge
from app.bot.interactions.chosen import GivenFile
from app.bot.wording.wording import Wording

HEAD = "HTTP/1.1 {status}\r\nconnection: close\r\n{more}\r\n"


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


class Served:
    """Answers whatever is asked with the same bytes, and notes the paths."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self.paths: list[str] = []

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._handle, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.paths.append(head.split()[1].decode())
        writer.write(self._answer)
        writer.close()

    def file(self, size: int = 3) -> GivenFile:
        return GivenFile(name="a.yaml", size=size, url=f"http://127.0.0.1:{self.port}/a.yaml")


def answer(status: str = "200 OK", more: str = "", body: bytes = b"abc") -> bytes:
    return HEAD.format(status=status, more=more).encode() + body


async def test_it_comes_as_it_is(session: aiohttp.ClientSession) -> None:
    async with Served(answer()) as served:
        content = await FetchedAttachments(session, Wording()).content(served.file())

    assert content == b"abc"


async def test_nobody_is_followed_elsewhere(session: aiohttp.ClientSession) -> None:
    async with Served(answer("302 Found", "location: /secret\r\n")) as served:
        with pytest.raises(FileAway):
            await FetchedAttachments(session, Wording()).content(served.file())

    assert served.paths == ["/a.yaml"]


async def test_a_file_that_is_called_too_large_is_not_asked_for(
    session: aiohttp.ClientSession,
) -> None:
    async with Served(answer()) as served:
        with pytest.raises(FileTooLarge):
            await FetchedAttachments(session, Wording()).content(served.file(MOST_KB * 1024 + 1))

    assert served.paths == []


async def test_a_file_that_is_larger_than_it_is_called_is_refused(
    session: aiohttp.ClientSession,
) -> None:
    async with Served(answer(body=b"x" * (MOST_KB * 1024 + 1))) as served:
        with pytest.raises(FileTooLarge):
            await FetchedAttachments(session, Wording()).content(served.file())


async def test_where_nobody_answers_it_is_away(session: aiohttp.ClientSession) -> None:
    async with Served(answer()) as served:
        file = served.file()

    with pytest.raises(FileAway):
        await FetchedAttachments(session, Wording()).content(file)
