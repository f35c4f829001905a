"""Requests are counted by the template of their route, whoever asks for what."""

import asyncio

import pytest
from prometheus_client import CollectorRegistry
from starlette.responses import StreamingResponse
from starlette.routing import Route

from app.web.application import create_app
from app.web.route_tree import RouteTree
from tests.support.web import Web, no_files, web_over_fakes, web_settings


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@pytest.fixture
def web(registry: CollectorRegistry) -> Web:
    container = web_over_fakes().container
    app = create_app(container, web_settings(), static=no_files(), registry=registry)
    return Web(app, container)


def counted(registry: CollectorRegistry, route: str, method: str, status: str) -> float | None:
    labels = {"route": route, "method": method, "status": status}
    return registry.get_sample_value("guildwright_web_requests_total", labels)


async def test_a_path_is_counted_as_its_template(web: Web, registry: CollectorRegistry) -> None:
    async with web.client() as client:
        for number in (80351110224678912, 80351110224678913):
            await client.get(f"/api/v1/guilds/{number}/plans")

    assert counted(registry, "/api/v1/guilds/{guild_id}/plans", "GET", "4xx") == 2
    assert "8035111" not in str(list(registry.collect()))


async def test_the_method_is_that_which_was_sent(web: Web, registry: CollectorRegistry) -> None:
    async with web.client() as client:
        await client.head("/")

    assert counted(registry, "/", "HEAD", "2xx") == 1


async def test_what_nobody_expected_cannot_make_series(
    web: Web, registry: CollectorRegistry
) -> None:
    async with web.client() as client:
        for word in ("a", "b", "c"):
            await client.request(word.upper() * 9, f"/{word}")

    assert counted(registry, "none", "other", "4xx") == 3


async def test_files_are_counted_as_one(web: Web, registry: CollectorRegistry) -> None:
    async with web.client() as client:
        await client.get("/static/a.js")
        await client.get("/static/b.js")

    assert counted(registry, "/static/*", "GET", "4xx") == 2


async def test_a_fault_of_ours_is_counted(web: Web, registry: CollectorRegistry) -> None:
    async def failing(_request: object) -> object:
        raise RuntimeError

    web.app.router.routes.insert(0, RouteTree([Route("/fails/{how}", failing)]))
    async with web.client() as client:
        await client.get("/fails/badly")

    assert counted(registry, "/fails/{how}", "GET", "5xx") == 1


async def test_a_stream_is_measured_until_it_begins(web: Web, registry: CollectorRegistry) -> None:
    go_on = asyncio.Event()

    async def streaming(_request: object) -> StreamingResponse:
        async def parts() -> object:
            yield b"first"
            await go_on.wait()

        return StreamingResponse(parts())  # type: ignore[arg-type]

    web.app.router.routes.insert(0, RouteTree([Route("/stream", streaming)]))
    loop = asyncio.get_running_loop()
    loop.call_later(0.15, go_on.set)
    async with web.client() as client:
        await client.get("/stream")

    took = registry.get_sample_value(
        "guildwright_web_request_seconds_sum", {"route": "/stream", "method": "GET"}
    )
    assert took is not None
    assert took < 0.1
    assert registry.get_sample_value("guildwright_web_requests_under_way") == 0


@pytest.mark.usefixtures("web")
async def test_before_anybody_watches_nobody_does(registry: CollectorRegistry) -> None:
    assert registry.get_sample_value("guildwright_web_watchers") == 0
    assert registry.get_sample_value("guildwright_web_watched_runs") == 0
