"""What stands in front of the REST API: limits, faults and the specification, in layers."""

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from app.sandbox.exchange.asgi import App, Event, Receive, Scope, Send
from app.sandbox.exchange.messages import (
    Answer,
    AnswerWithheld,
    ConnectionDropped,
    Exchange,
    Layer,
    Proceed,
)
from app.sandbox.exchange.routes import RouteTable

_BASE = re.compile(r"^/api(/v\d+)?(?=/)")


class Front:
    """`layers` run from first to last around each request; `behind` comes after the last."""

    def __init__(
        self, behind: App, templates: Iterable[tuple[str, str]], layers: Sequence[Layer]
    ) -> None:
        self._behind = behind
        self._routes = RouteTable(templates)
        self._layers = tuple(layers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._behind(scope, receive, send)
            return
        proceed: Proceed = partial(self._hand_on, scope)
        for layer in reversed(self._layers):
            proceed = partial(_through, layer, proceed)
        try:
            answer = await proceed(self._exchange(scope, await _content(receive)))
        except ConnectionDropped:
            await _drop(send)
        except AnswerWithheld:
            await _disconnected(receive)
        else:
            await _send(send, answer)

    def _exchange(self, scope: Scope, content: bytes) -> Exchange:
        path = scope["path"]
        found = _BASE.match(path)
        base = "" if found is None else found.group()
        method, below = scope["method"], path[len(base) :]
        template, path_params = self._routes.match(method, below) or (None, {})
        return Exchange(
            method=method,
            path=below,
            template=template,
            path_params=path_params,
            headers=_headers(scope),
            content=content,
            client=(scope.get("client") or ("",))[0],
            base=base,
        )

    async def _hand_on(self, scope: Scope, exchange: Exchange) -> Answer:
        """Runs the API on what the layers left of the request, and reads its whole answer."""
        path = exchange.base + exchange.path
        if path != scope["path"]:
            raw = {"raw_path": path.encode(), "path": path, "query_string": b""}
            scope = {**scope, **raw, "method": exchange.method}
        answer = Answer(500)
        chunks: list[bytes] = []

        async def receive() -> Event:
            return {"type": "http.request", "body": exchange.content, "more_body": False}

        async def send(event: Event) -> None:
            if event["type"] == "http.response.start":
                answer.status = event["status"]
                answer.headers = _decoded(event["headers"])
            else:
                chunks.append(event.get("body", b""))

        await self._behind(scope, receive, send)
        answer.content = b"".join(chunks)
        return answer


async def _through(layer: Layer, proceed: Proceed, exchange: Exchange) -> Answer:
    return await layer(exchange, proceed)


def _headers(scope: Scope) -> Mapping[str, str]:
    return _decoded(scope["headers"])


def _decoded(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in pairs}


async def _content(receive: Receive) -> bytes:
    chunks = []
    while True:
        event = await receive()
        chunks.append(event.get("body", b""))
        if not event.get("more_body", False):
            return b"".join(chunks)


async def _send(send: Send, answer: Answer) -> None:
    headers = dict(answer.headers)
    if answer.status not in (204, 304):
        headers["content-length"] = str(len(answer.content))
    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": pairs})
    await send({"type": "http.response.body", "body": answer.content})


async def _drop(send: Send) -> None:
    """Aborts the transport under uvicorn's `send`, which ASGI has no word for."""
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is not None:
        transport.abort()
        await asyncio.sleep(0)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
