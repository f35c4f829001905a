"""A monitor's HEAD is answered as its GET would be, without the body."""

import asyncio
from typing import Any

import pytest
from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from app.web.head_requests import HeadRequests
from tests.support.web import a_user, web_over_fakes


@pytest.mark.parametrize("path", ["/", "/api/v1/me", "/api/v1/nothing-here", "/favicon.ico"])
async def test_the_answer_has_the_status_and_headers_of_get_and_no_body(path: str) -> None:
    async with web_over_fakes().signed_in(a_user(42)) as client:
        got = await client.get(path)
        head = await client.head(path)

    assert head.status_code == got.status_code
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.content == b""


async def test_who_may_not_read_may_not_ask_for_the_head_either() -> None:
    async with web_over_fakes().client() as client:
        head = await client.head("/api/v1/me")

    assert head.status_code == 401


async def test_a_stream_without_end_ends() -> None:
    async def events() -> Any:
        while True:
            yield b"data: 1\n\n"
            await asyncio.sleep(0)

    async def streaming(scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["method"] == "GET"
        await StreamingResponse(events(), media_type="text/event-stream")(scope, receive, send)

    async def never() -> Message:
        return await asyncio.get_running_loop().create_future()  # type: ignore[no-any-return]

    sent: list[Message] = []

    async def note(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "HEAD", "path": "/", "headers": [], "asgi": {}}
    async with asyncio.timeout(5):
        await HeadRequests(streaming)(scope, never, note)

    assert [one["type"] for one in sent] == ["http.response.start", "http.response.body"]
