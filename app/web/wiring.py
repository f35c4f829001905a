"""Hands the function of a route what it asks for, by a list that is made once.

FastAPI finds out anew for every request of what kind each parameter and each dependency is, which
takes longer than all that our dependencies do. What is asked for is read as FastAPI reads it, and
what it would refuse is left to FastAPI, before anything was done: so nothing is told differently.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from inspect import iscoroutinefunction
from typing import Any, Self

from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_params_to_args
from starlette.datastructures import Headers, QueryParams
from starlette.requests import Request
from starlette.responses import Response

type _Values = dict[str, Any]
type _Read = Mapping[int, _Values]
"""What was read from query and headers, by the number of the call that takes it."""

_NOTHING_READ: _Read = {}
_NEVER_CHANGED = (str, int, float, bool, type(None))


class LeftToFastAPI(Exception):
    """The request is to be refused, or read in a way that is not known here. Nothing was done."""


class _NotWired(Exception):
    """The function asks for something that only FastAPI gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """The function of the route, or one that it depends on."""

    function: Callable[..., Awaitable[Any]]
    usual: _Values
    """For an address without query, and no header that is read."""
    changeable: Sequence[str]
    """The parameters of `usual` that the function might change, and so gets its own of."""
    path: Sequence[tuple[str, str]]
    """Parameter, and its name in the path."""
    earlier: Sequence[tuple[str, int]]
    """Parameter, and the number of the call whose result it is."""
    request: str | None
    response: str | None
    query: Sequence[Any]
    headers: Sequence[Any]


class Wiring:
    """Of one route that only reads: no body, nothing that has to be closed."""

    def __init__(self, calls: Sequence[_Call]) -> None:
        self._calls = calls
        self._reads_query = any(call.query for call in calls)
        self._header_names = frozenset(
            field.alias.lower().encode() for call in calls for field in call.headers
        )
        self.needs_response = any(call.response for call in calls)

    @classmethod
    def of(cls, dependant: Dependant) -> Self | None:
        """None where FastAPI has to do it."""
        calls: list[_Call] = []
        try:
            _add(dependant, calls, {})
        except _NotWired:
            return None
        return cls(calls)

    async def __call__(self, request: Request, response: Response | None) -> Any:
        """Raises LeftToFastAPI, and whatever the function and its dependencies raise."""
        read = self._read(request)
        path: Mapping[str, str] = request.scope["path_params"]
        found: list[Any] = []
        for number, call in enumerate(self._calls):
            values = read.get(number)
            if values is None:
                values = dict(call.usual)
                for name in call.changeable:
                    values[name] = deepcopy(values[name])
            for name, part in call.path:
                values[name] = path[part]
            for name, earlier in call.earlier:
                values[name] = found[earlier]
            if call.request is not None:
                values[call.request] = request
            if call.response is not None:
                values[call.response] = response
            found.append(await call.function(**values))
        return found[-1]

    def _read(self, request: Request) -> _Read:
        has_query = self._reads_query and request.scope["query_string"]
        has_header = self._header_names and not self._header_names.isdisjoint(
            name for name, _ in request.scope["headers"]
        )
        if not has_query and not has_header:
            return _NOTHING_READ
        query, headers = request.query_params, request.headers
        return {
            number: _fields_read(call.query, query) | _fields_read(call.headers, headers)
            for number, call in enumerate(self._calls)
            if call.query or call.headers
        }


def _add(dependant: Dependant, calls: list[_Call], places: dict[Any, int]) -> int:
    """After everything it depends on. Gives its number."""
    function = dependant.call
    if function is None or _asks_for_more(dependant) or not _is_coroutine(function):
        raise _NotWired
    earlier = [(one.name, _place(one, calls, places)) for one in dependant.dependencies]
    path = [(field.name, _plain_text(field)) for field in dependant.path_params]
    usual = _usual(dependant)
    calls.append(
        _Call(
            function=function,
            usual=usual,
            changeable=[
                name for name, value in usual.items() if not isinstance(value, _NEVER_CHANGED)
            ],
            path=path,
            earlier=[(name, number) for name, number in earlier if name is not None],
            request=dependant.request_param_name,
            response=dependant.response_param_name,
            query=dependant.query_params,
            headers=dependant.header_params,
        )
    )
    return len(calls) - 1


def _place(dependant: Dependant, calls: list[_Call], places: dict[Any, int]) -> int:
    """What several depend on is called once."""
    if not dependant.use_cache:
        return _add(dependant, calls, places)
    if dependant.call not in places:
        places[dependant.call] = _add(dependant, calls, places)
    return places[dependant.call]


def _asks_for_more(dependant: Dependant) -> bool:
    return bool(
        dependant.body_params
        or dependant.cookie_params
        or dependant.websocket_param_name
        or dependant.http_connection_param_name
        or dependant.background_tasks_param_name
        or dependant.security_scopes_param_name
        or dependant.own_oauth_scopes
        or dependant.concurrency
    )


def _is_coroutine(function: Any) -> bool:
    return iscoroutinefunction(function) or iscoroutinefunction(getattr(function, "__call__", None))  # noqa: B004


def _plain_text(field: Any) -> str:
    """The name of a part of the path that is taken as it stands."""
    if field.field_info.annotation is not str or field.field_info.metadata:
        raise _NotWired
    return str(field.alias)


def _usual(dependant: Dependant) -> _Values:
    try:
        return _fields_read(dependant.query_params, QueryParams("")) | _fields_read(
            dependant.header_params, Headers({})
        )
    except LeftToFastAPI:
        raise _NotWired from None


def _fields_read(fields: Sequence[Any], given: QueryParams | Headers) -> _Values:
    values, errors = request_params_to_args(fields, given)
    if errors:
        raise LeftToFastAPI
    return values
