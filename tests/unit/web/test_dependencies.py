"""What routes ask for is given to them without leaving the event loop."""

import inspect
from collections.abc import Iterator

from fastapi.dependencies.models import Dependant

from app.web.api.routes_of import served_routes
from tests.support.web import web_over_fakes


def test_nothing_that_a_route_asks_for_is_called_in_a_thread() -> None:
    app = web_over_fakes().app
    asked = {call for route in served_routes(app) for call in _calls(route.dependant)}

    in_a_thread = [call for call in asked if not _is_coroutine(call)]

    assert in_a_thread == []
    assert len(asked) > 20


def _calls(dependant: Dependant) -> Iterator[object]:
    for one in dependant.dependencies:
        yield one.call
        yield from _calls(one)


def _is_coroutine(call: object) -> bool:
    kinds = (inspect.iscoroutinefunction, inspect.isasyncgenfunction)
    asked = (call, getattr(call, "__call__", None))  # noqa: B004 - of a class that has one
    return any(kind(one) for kind in kinds for one in asked)
