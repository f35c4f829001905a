"""The route table of the app as it is served, prefixes and all."""

from collections.abc import Iterator
from typing import Any, Protocol

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant

PREFIX = "/api/v1"


class ApiRouteContext(Protocol):
    @property
    def path(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def methods(self) -> set[str]: ...
    @property
    def dependant(self) -> Dependant: ...


def served_routes(app: FastAPI) -> Iterator[ApiRouteContext]:
    """Pages and API alike, each with its whole path. Routers are kept as trees by FastAPI."""
    for route in app.routes:
        contexts: Any = getattr(route, "effective_route_contexts", None)
        if contexts is not None:
            yield from contexts()


def api_routes(app: FastAPI) -> Iterator[ApiRouteContext]:
    return (route for route in served_routes(app) if route.path.startswith(f"{PREFIX}/"))
