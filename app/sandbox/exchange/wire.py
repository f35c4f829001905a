"""Reading a request from ASGI and writing an answer to it, or not writing one."""

import asyncio
from collections.abc import Iterable, Mapping

from app.sandbox.exchange.asgi import Receive, Send
from app.sandbox.exchange.messages import Answer


def decoded(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by name in lower case."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in pairs}


def encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


class ClientGone(Exception):
    """The client went away before all of its request was there."""


async def read_content(receive: Receive) -> bytes:
    """Raises ClientGone: a request that was cut off must not be taken for a whole one."""
    chunks = []
    while True:
        event = await receive()
        if event["type"] == "http.disconnect":
            raise ClientGone
        chunks.append(event.get("body", b""))
        if not event.get("more_body", False):
            return b"".join(chunks)


async def send_answer(send: Send, answer: Answer) -> None:
    headers = dict(answer.headers)
    if answer.status not in (204, 304):
        headers["content-length"] = str(len(answer.content))
    start = {"type": "http.response.start", "status": answer.status, "headers": encoded(headers)}
    await send(start)
    await send({"type": "http.response.body", "body": answer.content})


async def drop_connection(send: Send) -> None:
    """Aborts the transport under uvicorn's `send`, which ASGI has no word for."""
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is not None:
        transport.abort()
        await asyncio.sleep(0)


async def until_disconnected(receive: Receive) -> None:
    """Returns when the client has gone away."""
    while (await receive())["type"] != "http.disconnect":
        pass
