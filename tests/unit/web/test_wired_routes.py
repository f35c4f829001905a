"""A wired route answers whatever is asked as FastAPI itself would."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated, Any

import httpx2
import pytest
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Query, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field, ValidationError

from app.web.api.routes_of import served_routes
from app.web.wired_route import WiredRoute
from tests.support.web import web_over_fakes

ITSELF = {
    "/api/v1/guilds/{guild_id}/access/why",
    "/api/v1/guilds/{guild_id}/history/export",
    "/api/v1/guilds/{guild_id}/runs/{run_id}/events",
    "/auth/callback",
    "/invite/{guild_id}",
    "/sign-in",
}
"""Reading routes that FastAPI answers itself: they stream, set cookies, or cannot do without a
query."""


class Item(BaseModel):
    name: str = Field(max_length=10)
    when: datetime
    count: int = 7


class Counted:
    def __init__(self) -> None:
        self.calls = 0

    async def __call__(self, request: Request, shelf: str) -> str:
        self.calls += 1
        if shelf == "forbidden":
            raise HTTPException(403, "not this one")
        return f"{shelf} for {request.headers.get('x-who', 'nobody')}"


def routes(route_class: type[APIRoute], counted: Counted) -> APIRouter:
    router = APIRouter(route_class=route_class)
    Opened = Annotated[str, Depends(counted)]  # noqa: N806 - a type

    async def twice(opened: Opened) -> str:
        return opened.upper()[:10]

    @router.get("/shelves/{shelf}", response_model=list[Item])
    async def items(
        opened: Opened,
        twice: Annotated[str, Depends(twice)],
        limit: Annotated[int, Query(ge=1, le=3)] = 2,
        kind: Annotated[list[str], Query()] = [],  # noqa: B006 - FastAPI copies it
    ) -> object:
        kind.append(twice)
        when = datetime(2026, 3, 1, tzinfo=UTC)
        names = (opened[:10], *kind)
        return [{"name": name, "when": when, "count": len(kind)} for name in names][:limit]

    @router.get("/shelves/{shelf}/tag", response_model=Item, status_code=203)
    async def tag(
        opened: Opened,
        response: Response,
        known: Annotated[str | None, Header(alias="If-None-Match", max_length=5)] = None,
    ) -> object:
        if known == '"1"':
            return Response(status_code=304, headers={"etag": '"1"'})
        response.headers["etag"] = '"1"'
        return {"name": opened[:5], "when": "2026-03-01T00:00:00Z", "count": 1}

    return router


async def answers(route_class: type[APIRoute], path: str, headers: dict[str, str]) -> Any:
    counted = Counted()
    app = FastAPI(openapi_url=None)
    app.router.routes.extend(routes(route_class, counted).routes)
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
        answer = await client.get(path, headers=headers)
    return answer.status_code, dict(answer.headers), answer.text, counted.calls


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/shelves/low", {}),
        ("/shelves/low?limit=1", {}),
        ("/shelves/low?kind=a&kind=b&limit=3", {"x-who": "Ada"}),
        ("/shelves/low?limit=4", {}),
        ("/shelves/low?limit=many&kind=a", {}),
        ("/shelves/low?unknown=1", {}),
        ("/shelves/forbidden", {}),
        ("/shelves/forbidden?limit=9", {}),
        ("/shelves/l%C3%B6w%2Fer", {}),
        ("/shelves/low/tag", {}),
        ("/shelves/low/tag", {"if-none-match": '"1"'}),
        ("/shelves/low/tag", {"if-none-match": '"2"'}),
        ("/shelves/low/tag", {"if-none-match": '"too long"'}),
        ("/shelves", {}),
    ],
)
async def test_what_is_asked_is_answered_as_by_fastapi(path: str, headers: dict[str, str]) -> None:
    assert await answers(WiredRoute, path, headers) == await answers(APIRoute, path, headers)


async def test_a_list_that_nobody_sent_is_empty_again_for_the_next_request() -> None:
    app = FastAPI(openapi_url=None)
    app.router.routes.extend(routes(WiredRoute, Counted()).routes)
    transport = httpx2.ASGITransport(app)

    async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
        first, second = [(await client.get("/shelves/low")).json() for _ in range(2)]

    assert first == second


async def test_an_answer_that_does_not_fit_what_is_documented_is_a_fault() -> None:
    router = APIRouter(route_class=WiredRoute)

    @router.get("/", response_model=Item)
    async def wrong() -> object:
        return {"name": "no time"}

    app = FastAPI(openapi_url=None)
    app.router.routes.extend(router.routes)

    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app), base_url="http://here"
    ) as client:
        with pytest.raises(ValidationError):
            await client.get("/")


def test_what_has_to_be_closed_is_left_to_fastapi() -> None:
    router = APIRouter(route_class=WiredRoute)

    async def opened() -> AsyncIterator[int]:
        yield 1

    @router.get("/", response_model=int)
    async def number(one: Annotated[int, Depends(opened)]) -> object:
        return one

    (route,) = router.routes

    assert isinstance(route, WiredRoute)
    assert not route.is_wired


def test_every_reading_route_is_wired_but_those_that_are_known_not_to_be() -> None:
    app = web_over_fakes().app
    reading = [route for route in served_routes(app) if route.methods == {"GET"}]

    itself = {
        route.path for route in reading if not isinstance(route, WiredRoute) or not route.is_wired
    }

    assert itself == ITSELF
    assert len(reading) > 50
