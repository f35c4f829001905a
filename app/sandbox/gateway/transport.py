"""The gateway as an ASGI application for WebSockets."""

import asyncio
import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from app.sandbox.exchange.asgi import Receive, Scope, Send
from app.sandbox.gateway.connection import Connection, Outlet
from app.sandbox.gateway.frames import Frame, ZlibStream
from app.sandbox.gateway.gateway import Gateway
from app.sandbox.gateway.opcodes import CloseCode

SPOKEN_VERSIONS = ("10",)
LOOK_AT_THE_CLOCK_EVERY = 1.0


@dataclass(frozen=True, slots=True)
class _Close:
    code: int
    reason: str


class _Abort:
    """Marks in the queue where the line is cut."""


class QueuedOutlet(Outlet):
    """Lets the gateway send without waiting; one task per socket does the waiting."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[Frame | _Close | _Abort] = asyncio.Queue()

    def send(self, frame: Frame) -> None:
        self.queue.put_nowait(frame)

    def close(self, code: int, reason: str) -> None:
        self.queue.put_nowait(_Close(code, reason))

    def abort(self) -> None:
        self.queue.put_nowait(_Abort())


class GatewayEndpoint:
    """Speaks JSON; compresses with zlib-stream where the client asks for it.

    Another compression that is asked for is not refused: both libraries read text frames
    whatever they asked for.
    """

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await _upgrade_required(send)
            return
        await receive()
        await send({"type": "websocket.accept"})
        query = parse_qs(scope["query_string"].decode("latin-1"))
        refusal = _refusal(query)
        if refusal is not None:
            await send({"type": "websocket.close", "code": refusal.code, "reason": refusal.reason})
            return
        compress = query.get("compress") == ["zlib-stream"]
        await self._converse(receive, send, ZlibStream() if compress else None)

    async def _converse(self, receive: Receive, send: Send, stream: ZlibStream | None) -> None:
        outlet = QueuedOutlet()
        connection = self._gateway.connect(outlet)
        reading = asyncio.create_task(_read(connection, receive))
        writing = asyncio.create_task(_write(connection, outlet, send, stream))
        try:
            await asyncio.wait({reading, writing}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            reading.cancel()
            writing.cancel()
            results = await asyncio.gather(reading, writing, return_exceptions=True)
            connection.lost(None)
            self._gateway.forget(connection)
        _raise_first(results)


async def _read(connection: Connection, receive: Receive) -> None:
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            connection.lost(message.get("code"))
            return
        text = message.get("text")
        connection.receive(message.get("bytes") or b"" if text is None else text)


async def _write(
    connection: Connection, outlet: QueuedOutlet, send: Send, stream: ZlibStream | None
) -> None:
    """Ends when the connection is closed from this side. A client that is gone is no error."""
    with contextlib.suppress(OSError):
        while True:
            item = await _next(outlet)
            connection.tick()
            if isinstance(item, Frame):
                await send(_message(item, stream))
            elif isinstance(item, _Close):
                await send(
                    {"type": "websocket.close", "code": int(item.code), "reason": item.reason}
                )
                return
            elif isinstance(item, _Abort):
                return


async def _next(outlet: QueuedOutlet) -> Frame | _Close | _Abort | None:
    """The next thing to send; None after a second without one, so that the clock is looked at."""
    try:
        async with asyncio.timeout(LOOK_AT_THE_CLOCK_EVERY):
            return await outlet.queue.get()
    except TimeoutError:
        return None


def _message(frame: Frame, stream: ZlibStream | None) -> dict[str, Any]:
    text = frame.encode()
    if stream is None:
        return {"type": "websocket.send", "text": text}
    return {"type": "websocket.send", "bytes": stream.compress(text)}


def _refusal(query: dict[str, list[str]]) -> _Close | None:
    if query.get("v", [""])[0] not in SPOKEN_VERSIONS:
        return _Close(CloseCode.INVALID_VERSION, "Invalid API version.")
    if query.get("encoding", ["json"]) != ["json"]:
        return _Close(CloseCode.DECODE_ERROR, "This gateway speaks json only.")
    return None


def _raise_first(results: Iterable[BaseException | None]) -> None:
    for result in results:
        if isinstance(result, Exception):
            raise result


async def _upgrade_required(send: Send) -> None:
    await send(
        {"type": "http.response.start", "status": 426, "headers": [(b"upgrade", b"websocket")]}
    )
    await send({"type": "http.response.body", "body": b""})
