"""What is sent compressed, and what never is."""

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.web.compression import CompressedAnswers

LARGE = "x" * 5000


def answered(text: str, kind: str = "application/json") -> CompressedAnswers:
    async def answer(_request: Request) -> Response:
        return Response(text, media_type=kind)

    return CompressedAnswers(Starlette(routes=[Route("/{path:path}", answer)]))


async def encoding(path: str, app: CompressedAnswers, accepted: str = "gzip") -> str | None:
    transport = httpx2.ASGITransport(app)
    headers = {"accept-encoding": accepted}
    async with httpx2.AsyncClient(
        transport=transport, base_url="http://test", headers=headers
    ) as client:
        answer = await client.get(path)
    assert answer.text
    return answer.headers.get("content-encoding")


async def test_a_large_answer_of_the_api_is_packed() -> None:
    assert await encoding("/api/v1/guilds/1/design", answered(LARGE)) == "gzip"


async def test_for_whoever_cannot_unpack_it_is_not() -> None:
    assert await encoding("/api/v1/guilds/1/design", answered(LARGE), "identity") is None


async def test_what_is_small_is_not_worth_it() -> None:
    assert await encoding("/api/v1/guilds", answered("{}")) is None


@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/tokens", "/g/1/designer", "/"])
async def test_what_holds_a_secret_is_never_packed(path: str) -> None:
    assert await encoding(path, answered(LARGE)) is None


async def test_events_are_told_at_once() -> None:
    app = answered(LARGE, "text/event-stream")

    assert await encoding("/api/v1/guilds/1/runs/2/events", app) is None
