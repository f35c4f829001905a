"""Requests as spans: by what they were about, with the trace's id on every line of their log."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from dependency_injector import providers
from starlette.routing import Route

from app.shared.application.logging.context import log_context
from app.shared.infrastructure.telemetry.tracing import Attributes, Span, SpanBlock, Tracing
from app.web.application import create_app
from app.web.route_tree import RouteTree
from tests.support.web import Web, no_files, web_over_fakes, web_settings


class NotedSpan(Span):
    def __init__(self, noted: list[tuple[str, dict[str, str | int], bool]]) -> None:
        self._noted = noted

    def trace_id(self) -> str | None:
        return "0af7651916cd43dd8448eb211c80319c"

    def tell(self, name: str, attributes: Attributes, *, failed: bool = False) -> None:
        self._noted.append((name, dict(attributes), failed))


class NotedTracing(Tracing):
    def __init__(self) -> None:
        self.noted: list[tuple[str, dict[str, str | int], bool]] = []

    def span(self, name: str, attributes: Attributes, *, serves: bool = False) -> SpanBlock:
        return self._span()

    @contextmanager
    def _span(self) -> Iterator[Span]:
        yield NotedSpan(self.noted)

    def call_ended(
        self, name: str, attributes: Attributes, seconds: float, *, failed: bool
    ) -> None: ...


@pytest.fixture
def tracing() -> NotedTracing:
    return NotedTracing()


@pytest.fixture
def web(tracing: NotedTracing) -> Web:
    container = web_over_fakes().container
    container.tracing.override(providers.Object(tracing))
    return Web(create_app(container, web_settings(), static=no_files()), container)


async def test_a_request_is_a_span_by_its_template(web: Web, tracing: NotedTracing) -> None:
    async with web.client() as client:
        await client.get("/api/v1/guilds/80351110224678912/plans?code=secret")

    ((name, attributes, failed),) = tracing.noted
    assert name == "GET /api/v1/guilds/{guild_id}/plans"
    assert attributes == {
        "http.request.method": "GET",
        "http.route": "/api/v1/guilds/{guild_id}/plans",
        "http.response.status_code": 401,
    }
    assert not failed


async def test_a_fault_of_ours_is_told_and_the_log_knows_the_trace(
    web: Web, tracing: NotedTracing
) -> None:
    known: list[str | None] = []

    async def failing(_request: object) -> object:
        known.append(log_context().trace_id)
        raise RuntimeError

    web.app.router.routes.insert(0, RouteTree([Route("/fails", failing)]))
    async with web.client() as client:
        await client.get("/fails")

    assert known == ["0af7651916cd43dd8448eb211c80319c"]
    ((name, attributes, failed),) = tracing.noted
    assert (name, attributes["http.response.status_code"], failed) == ("GET /fails", 500, True)
