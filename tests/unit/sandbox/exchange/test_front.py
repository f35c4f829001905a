import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest

from app.sandbox.exchange.asgi import Event, Receive, Scope, Send
from app.sandbox.exchange.control_page import control_page
from app.sandbox.exchange.front import Front
from app.sandbox.exchange.messages import (
    Answer,
    AnswerWithheld,
    ConnectionDropped,
    Exchange,
    Layer,
    Proceed,
)

TEMPLATES = [("GET", "/guilds/{guild_id}/roles"), ("POST", "/guilds/{guild_id}/roles")]


class Behind:
    """An API that repeats what reached it."""

    def __init__(self) -> None:
        self.scopes: list[Scope] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scopes.append(scope)
        body = (await receive())["body"]
        headers = [(b"Content-Type", b"application/json")]
        await send({"type": "http.response.start", "status": 201, "headers": headers})
        await send({"type": "http.response.body", "body": body[:3], "more_body": True})
        await send({"type": "http.response.body", "body": body[3:]})


class Client:
    """One request over ASGI; `events` is what came back."""

    def __init__(self, *, method: str = "POST", path: str, body: bytes = b"", **scope: Any) -> None:
        self.events: list[Event] = []
        self.is_gone = asyncio.Event()
        self._chunks = [body[:2], body[2:]]
        self.scope: Scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"limit=1",
            "headers": [(b"Authorization", b"Bot a"), (b"Host", b"127.0.0.1:80")],
            "client": ("127.0.0.1", 5),
        } | scope

    async def receive(self) -> Event:
        if self._chunks:
            chunk = self._chunks.pop(0)
            return {"type": "http.request", "body": chunk, "more_body": bool(self._chunks)}
        await self.is_gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, event: Event) -> None:
        self.events.append(event)

    @property
    def body(self) -> Any:
        return json.loads(self.events[-1]["body"])


def front(behind: Behind, *layers: Layer) -> Front:
    return Front(behind, TEMPLATES, layers)


def raising(error: Exception) -> Layer:
    async def layer(*_asked: object) -> Answer:
        raise error

    return layer


async def test_a_layer_sees_the_whole_request_and_the_whole_answer() -> None:
    seen: list[Exchange] = []
    answers: list[Answer] = []

    async def look(exchange: Exchange, proceed: Proceed) -> Answer:
        seen.append(exchange)
        answers.append(await proceed(exchange))
        return answers[-1]

    client = Client(path="/api/v9/guilds/7/roles", body=b'{"name": "x"}')

    await front(Behind(), look)(client.scope, client.receive, client.send)

    (exchange,) = seen
    assert (exchange.base, exchange.path) == ("/api/v9", "/guilds/7/roles")
    assert exchange.template == "/guilds/{guild_id}/roles"
    assert exchange.path_params == {"guild_id": "7"}
    assert exchange.authorization == "Bot a"
    assert exchange.body == {"name": "x"}
    assert answers[0].body == client.body == {"name": "x"}
    assert client.events[0]["status"] == 201
    assert (b"content-length", b"13") in client.events[0]["headers"]


async def test_layers_run_from_first_to_last() -> None:
    order: list[str] = []

    def named(name: str) -> Layer:
        async def layer(exchange: Exchange, proceed: Proceed) -> Answer:
            order.append(name)
            return await proceed(exchange)

        return layer

    client = Client(path="/api/v10/guilds/7/roles", body=b"{}")

    await front(Behind(), named("outer"), named("inner"))(client.scope, client.receive, client.send)

    assert order == ["outer", "inner"]


async def test_an_untouched_request_reaches_the_api_as_it_came() -> None:
    behind = Behind()
    client = Client(path="/api/v10/guilds/7/roles", body=b"{}")

    await front(behind)(client.scope, client.receive, client.send)

    assert behind.scopes == [client.scope]


async def test_another_request_that_a_layer_makes_reaches_it_as_made() -> None:
    async def ask_as_somebody_else(exchange: Exchange, proceed: Proceed) -> Answer:
        headers = {"authorization": "Bot b"}
        return await proceed(replace(exchange, method="GET", headers=headers, content=b"7"))

    behind = Behind()
    client = Client(path="/api/v10/guilds/7/roles", body=b"{}")

    await front(behind, ask_as_somebody_else)(client.scope, client.receive, client.send)

    (scope,) = behind.scopes
    assert (scope["method"], scope["path"]) == ("GET", "/api/v10/guilds/7/roles")
    assert scope["headers"] == [(b"authorization", b"Bot b")]
    assert scope["query_string"] == b""
    assert client.body == 7


async def test_a_dropped_connection_gets_not_one_byte() -> None:
    client = Client(path="/api/v10/guilds/7/roles")

    await front(Behind(), raising(ConnectionDropped()))(client.scope, client.receive, client.send)

    assert client.events == []


async def test_a_withheld_answer_ends_when_the_client_goes_away() -> None:
    client = Client(path="/api/v10/guilds/7/roles")
    served = asyncio.create_task(
        front(Behind(), raising(AnswerWithheld()))(client.scope, client.receive, client.send)
    )
    for _ in range(5):
        await asyncio.sleep(0)

    was_waiting = not served.done()
    client.is_gone.set()
    await served

    assert was_waiting
    assert client.events == []


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [
        ("127.0.0.1", b"127.0.0.1:80", 200),
        ("::1", b"[::1]:80", 200),
        ("127.0.0.1", b"localhost:80", 200),
        ("127.0.0.1", b"localhost", 200),
        ("10.0.0.7", b"127.0.0.1:80", 403),
        ("", b"127.0.0.1:80", 403),
        ("127.0.0.1", b"evil.example:80", 403),
        ("127.0.0.1", b"127.0.0.1.evil.example:80", 403),
        ("127.0.0.1", b"", 403),
        ("127.0.0.1", b"[::1", 403),
    ],
)
async def test_a_control_page_answers_on_this_machine_only(
    address: str, host: bytes, status: int
) -> None:
    page = control_page("/sandbox/x", lambda exchange: Answer.of_json(200, exchange.path))
    client = Client(
        method="GET", path="/sandbox/x/y/", headers=[(b"host", host)], client=(address, 5)
    )

    await page(client.scope, client.receive, client.send)

    assert client.events[0]["status"] == status
    assert status != 200 or client.body == "/y"


@pytest.mark.parametrize("came", [[], [b"{"]])
@pytest.mark.parametrize("path", ["/api/v10/guilds/1/roles", "/_sandbox"])
async def test_a_request_that_was_cut_off_never_happened(came: list[bytes], path: str) -> None:
    behind, client = Behind(), Client(path=path)
    chunks = list(came)
    seen: list[Exchange] = []

    def page(exchange: Exchange) -> Answer:
        seen.append(exchange)
        return Answer(200)

    async def receive() -> Event:
        if chunks:
            return {"type": "http.request", "body": chunks.pop(), "more_body": True}
        return {"type": "http.disconnect"}

    app = control_page(path, page) if path == "/_sandbox" else front(behind)
    await app(client.scope, receive, client.send)

    assert (behind.scopes, seen, client.events) == ([], [], [])
