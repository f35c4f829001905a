"""One route is found by the parts of its path, as it would be by asking all of them."""

from collections.abc import Awaitable, Callable

import httpx2
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from app.web.route_tree import RouteTree

type Endpoint = Callable[[Request], Awaitable[Response]]


def told(name: str) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        given = " ".join(f"{key}={value}" for key, value in request.path_params.items())
        return PlainTextResponse(f"{name} {given}".strip())

    return endpoint


def route(path: str, *methods: str) -> Route:
    return Route(path, told(f"{'+'.join(methods)} {path}"), methods=list(methods))


ROUTES = [
    route("/", "GET"),
    route("/plans", "GET"),
    route("/plans", "POST"),
    route("/plans/{hash}", "GET"),
    route("/plans/newest", "POST"),
    route("/plans/{hash}/choose", "POST"),
    route("/plans/newest/choose", "GET"),
]


async def asked(method: str, path: str) -> tuple[int, str]:
    app = FastAPI(openapi_url=None, redirect_slashes=False)
    app.router.routes.append(RouteTree(ROUTES))
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
        answer = await client.request(method, path)
    return answer.status_code, answer.text


@pytest.mark.parametrize(
    ("method", "path", "text"),
    [
        ("GET", "/", "GET /"),
        ("GET", "/plans", "GET /plans"),
        ("POST", "/plans", "POST /plans"),
        ("GET", "/plans/9c1f", "GET /plans/{hash} hash=9c1f"),
        ("POST", "/plans/newest", "POST /plans/newest"),
        ("GET", "/plans/newest/choose", "GET /plans/newest/choose"),
    ],
)
async def test_each_path_leads_to_its_route(method: str, path: str, text: str) -> None:
    assert await asked(method, path) == (200, text)


async def test_a_name_that_fits_with_another_method_only_hides_no_placeholder() -> None:
    assert await asked("GET", "/plans/newest") == (200, "GET /plans/{hash} hash=newest")
    assert (await asked("POST", "/plans/newest/choose"))[1].startswith("POST /plans/{hash}/choose")


@pytest.mark.parametrize("path", ["/plan", "/plans/", "/plans//choose", "/plans/1/2", "/x/y"])
async def test_what_is_no_path_of_a_route_is_not_found(path: str) -> None:
    assert (await asked("GET", path))[0] == 404


async def test_a_method_that_no_route_takes_is_told_as_such() -> None:
    assert (await asked("DELETE", "/plans/9c1f"))[0] == 405


def test_what_is_no_plain_route_is_refused_at_once() -> None:
    with pytest.raises(TypeError):
        RouteTree([Mount("/all", routes=[])])


@pytest.mark.parametrize("path", ["/files/{name:path}", "/plans/{number:int}", "/plan-{hash}"])
def test_a_placeholder_that_is_more_or_less_than_one_part_is_refused_at_once(path: str) -> None:
    with pytest.raises(TypeError):
        RouteTree([route(path, "GET")])


async def test_each_placeholder_is_given_what_stands_in_its_place() -> None:
    two = route("/plans/{hash}/runs/{run_id}", "GET")
    app = FastAPI(openapi_url=None)
    app.router.routes.append(RouteTree([two]))

    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
        answer = await client.get("/plans/9c1f/runs/5d0c")

    assert answer.text.endswith("hash=9c1f run_id=5d0c")
