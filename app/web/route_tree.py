"""Finds the route of a request by the parts of its path, however many routes there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from starlette.convertors import StringConvertor
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from app.web.measuring.measured import note_route

_FOUND = "guildwright.route"
type _Fitting = tuple[Route, tuple[str, ...]]
"""A route, and what stands in the path for its placeholders."""


@dataclass(slots=True)
class _Node:
    named: dict[str, "_Node"] = field(default_factory=dict)
    any: "_Node | None" = None
    routes: list[Route] = field(default_factory=list)

    def place(self, parts: Sequence[str]) -> "_Node":
        if not parts:
            return self
        if parts[0].startswith("{"):
            self.any = self.any or _Node()
            return self.any.place(parts[1:])
        return self.named.setdefault(parts[0], _Node()).place(parts[1:])

    def fitting(
        self, parts: Sequence[str], at: int = 0, given: tuple[str, ...] = ()
    ) -> Iterator[_Fitting]:
        """What names the path more closely first."""
        if at == len(parts):
            for route in self.routes:
                yield route, given
            return
        part = parts[at]
        if (named := self.named.get(part)) is not None:
            yield from named.fitting(parts, at + 1, given)
        if self.any is not None and part:
            yield from self.any.fitting(parts, at + 1, (*given, part))


class RouteTree(BaseRoute):
    """Stands in for many routes at once, each with its whole path. FastAPI asks one route after
    the other, and the same ones again at every router that is included in another.

    Whatever stands between two slashes may be a placeholder, and nothing else: so the tree knows
    of a route by itself whether it fits.
    """

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self.routes = tuple(route for route in routes if isinstance(route, Route))
        if len(self.routes) != len(routes) or not all(map(_is_plain, self.routes)):
            raise TypeError("only plain routes can be found by the parts of their paths")
        self._root = _Node()
        for route in self.routes:
            self._root.place(route.path.split("/")).routes.append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        partly: tuple[Match, Scope] = Match.NONE, {}
        if scope["type"] != "http":
            return partly
        for route, given in self._root.fitting(scope["path"].split("/")):
            if route.methods is None or scope["method"] in route.methods:
                return Match.FULL, _told(route, given)
            if partly[0] is Match.NONE:
                partly = Match.PARTIAL, _told(route, given)
        return partly

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        route: Route = scope[_FOUND]
        note_route(scope, route.path)
        if route.methods is None or scope["method"] in route.methods:
            await route.app(scope, receive, send)
        else:
            await route.handle(scope, receive, send)


def _is_plain(route: Route) -> bool:
    places = [part for part in route.path.split("/") if "{" in part]
    plain = [f"{{{name}}}" for name in route.param_convertors]
    kinds = route.param_convertors.values()
    return places == plain and all(isinstance(kind, StringConvertor) for kind in kinds)


def _told(route: Route, given: tuple[str, ...]) -> Scope:
    """What a route that fits writes into the scope."""
    return {
        _FOUND: route,
        "route": route,
        "endpoint": route.endpoint,
        "path_params": dict(zip(route.param_convertors, given, strict=True)),
    }
