"""What stands in front of the REST API: limits, faults and the specification, in layers."""

import re
from collections.abc import Iterable, Sequence
from functools import partial
from urllib.parse import quote

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
from app.sandbox.exchange.wire import (
    ClientGone,
    decoded,
    drop_connection,
    encoded,
    read_content,
    send_answer,
    until_disconnected,
)

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
        try:
            exchange = self._exchange(scope, await read_content(receive))
        except ClientGone:
            return
        proceed: Proceed = partial(self._hand_on, scope, exchange)
        for layer in reversed(self._layers):
            proceed = partial(_through, layer, proceed)
        try:
            answer = await proceed(exchange)
        except ConnectionDropped:
            await drop_connection(send)
        except AnswerWithheld:
            await until_disconnected(receive)
        else:
            await send_answer(send, answer)

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
            headers=decoded(scope["headers"]),
            content=content,
            client=(scope.get("client") or ("",))[0],
            base=base,
        )

    async def _hand_on(self, scope: Scope, original: Exchange, exchange: Exchange) -> Answer:
        """Runs the API on the request, or on the one that a layer made of it."""
        if exchange is not original:
            scope = _scope_of(scope, exchange)
        answer = Answer(500)
        chunks: list[bytes] = []

        async def receive() -> Event:
            return {"type": "http.request", "body": exchange.content, "more_body": False}

        async def send(event: Event) -> None:
            if event["type"] == "http.response.start":
                answer.status = event["status"]
                answer.headers = decoded(event["headers"])
            else:
                chunks.append(event.get("body", b""))

        await self._behind(scope, receive, send)
        answer.content = b"".join(chunks)
        return answer


async def _through(layer: Layer, proceed: Proceed, exchange: Exchange) -> Answer:
    return await layer(exchange, proceed)


def _scope_of(scope: Scope, exchange: Exchange) -> Scope:
    path = exchange.base + exchange.path
    made = {
        "method": exchange.method,
        "path": path,
        "raw_path": quote(path).encode(),
        "query_string": b"",
        "headers": encoded(exchange.headers),
    }
    return {**scope, **made}
