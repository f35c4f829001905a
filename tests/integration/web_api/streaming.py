"""Reads a stream of events from an app in this process as it comes, and hangs up."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from starlette.types import ASGIApp, Message

WITHIN_S = 5.0
"""Seconds in which something that is expected must come."""


@dataclass(frozen=True, slots=True)
class Heard:
    name: str
    id: str | None
    data: Any


class Stream:
    """`status` and `headers` of the answer; `next` gives an event, None when the stream is over."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b""
        self._started = asyncio.Event()
        self._blocks: asyncio.Queue[str | None] = asyncio.Queue()
        self._rest = ""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {k.decode(): v.decode() for k, v in message["headers"]}
            self._started.set()
            return
        self.body += message.get("body", b"")
        self._rest += message.get("body", b"").decode()
        while "\n\n" in self._rest:
            block, _, self._rest = self._rest.partition("\n\n")
            self._blocks.put_nowait(block)
        if not message.get("more_body", False):
            self._blocks.put_nowait(None)

    async def started(self) -> None:
        async with asyncio.timeout(WITHIN_S):
            await self._started.wait()

    async def next(self) -> Heard | None:
        async with asyncio.timeout(WITHIN_S):
            while (block := await self._blocks.get()) is not None:
                if not block.startswith(":"):
                    return _event(block)
        return None

    async def rest(self) -> list[Heard]:
        found = []
        while (event := await self.next()) is not None:
            found.append(event)
        return found

    async def block(self) -> str | None:
        """The next one as it was sent, comments too."""
        async with asyncio.timeout(WITHIN_S):
            return await self._blocks.get()


def _event(block: str) -> Heard:
    fields: dict[str, str] = {}
    for line in block.split("\n"):
        name, _, value = line.partition(": ")
        fields[name] = value
    return Heard(fields["event"], fields.get("id"), json.loads(fields["data"]))


@asynccontextmanager
async def streamed(
    app: ASGIApp, client: httpx2.AsyncClient, path: str, last_event_id: str | None = None
) -> AsyncIterator[Stream]:
    """As the client would ask, cookies and headers included; hangs up at the end."""
    extra = {} if last_event_id is None else {"last-event-id": last_event_id}
    request = client.build_request("GET", path, headers=extra)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path,
        "query_string": request.url.query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "server": (request.url.host, 443),
        "client": ("127.0.0.1", 1234),
    }
    stream, hung_up, asked = Stream(), asyncio.Event(), False

    async def receive() -> Message:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await hung_up.wait()
        return {"type": "http.disconnect"}

    async def serve() -> None:
        await app(scope, receive, stream.send)

    serving = asyncio.create_task(serve())
    try:
        await stream.started()
        yield stream
    finally:
        hung_up.set()
        async with asyncio.timeout(WITHIN_S):
            await serving
