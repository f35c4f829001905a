"""Finds the route of a request by the parts of its path, however many routes there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from app.web.measuring.measured import note_route

_FOUND = "guildwright.route"


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

    def fitting(self, parts: Sequence[str], at: int = 0) -> Iterator[Route]:
        """What names the path more closely first."""
        if at == len(parts):
            yield from self.routes
            return
        if (named := self.named.get(parts[at])) is not None:
            yield from named.fitting(parts, at + 1)
        if self.any is not None:
            yield from self.any.fitting(parts, at + 1)


class RouteTree(BaseRoute):
    """Stands in for many routes at once, each with its whole path. FastAPI asks one route after
    the other, and the same ones again at every router that is included in another.

    The tree only narrows down: whether a route fits, the route itself says.
    """

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self.routes = tuple(route for route in routes if isinstance(route, Route))
        if len(self.routes) != len(routes):
            raise TypeError("only plain routes can be found by the parts of their paths")
        self._root = _Node()
        for route in self.routes:
            self._root.place(route.path.split("/")).routes.append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        partly: tuple[Match, Scope] = Match.NONE, {}
        if scope["type"] != "http":
            return partly
        for route in self._root.fitting(scope["path"].split("/")):
            match, child_scope = route.matches(scope)
            if match is Match.NONE:
                continue
            found = match, {**child_scope, _FOUND: route}
            if match is Match.FULL:
                return found
            if partly[0] is Match.NONE:
                partly = found
        return partly

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        route: Route = scope[_FOUND]
        note_route(scope, route.path)
        await route.handle(scope, receive, send)
