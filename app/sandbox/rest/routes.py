"""Which function answers which method and path."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply

type Handler = Callable[[Call], Reply | Awaitable[Reply]]
type Registered = Callable[[Handler], Handler]


@dataclass(frozen=True, slots=True)
class Route:
    """`open` routes need no token, all others a bot's.

    Where `scopes` is set, a user's Bearer token with all of them does as well. A `form` route reads
    application/x-www-form-urlencoded instead of JSON. A `files` route reads multipart/form-data
    as well.
    """

    method: str
    template: str
    handler: Handler
    open: bool = False
    form: bool = False
    scopes: tuple[str, ...] | None = None
    files: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """`route` is None where the path is known but not with this method."""

    template: str
    path_params: dict[str, str]
    route: Route | None


class Routes:
    """A module's routes, filled by decorators: `@routes.get("/guilds/{guild_id}")`."""

    def __init__(self) -> None:
        self._routes: list[Route] = []

    def __iter__(self) -> Iterator[Route]:
        return iter(self._routes)

    def get(
        self, template: str, *, open: bool = False, scopes: tuple[str, ...] | None = None
    ) -> Registered:
        return self.add("GET", template, open=open, scopes=scopes)

    def post(
        self, template: str, *, open: bool = False, form: bool = False, files: bool = False
    ) -> Registered:
        return self.add("POST", template, open=open, form=form, files=files)

    def put(self, template: str) -> Registered:
        return self.add("PUT", template)

    def patch(self, template: str, *, open: bool = False, files: bool = False) -> Registered:
        return self.add("PATCH", template, open=open, files=files)

    def delete(self, template: str, *, open: bool = False) -> Registered:
        return self.add("DELETE", template, open=open)

    def add(
        self,
        method: str,
        template: str,
        *,
        open: bool = False,
        form: bool = False,
        scopes: tuple[str, ...] | None = None,
        files: bool = False,
    ) -> Registered:
        def register(handler: Handler) -> Handler:
            self._routes.append(Route(method, template, handler, open, form, scopes, files))
            return handler

        return register


@dataclass(slots=True)
class _Node:
    fixed: dict[str, "_Node"] = field(default_factory=dict)
    placeholder: "_Node | None" = None
    template: str = ""
    names: tuple[str, ...] = ()
    by_method: dict[str, Route] = field(default_factory=dict)


class RouteTree:
    """Finds routes by path; a fixed segment wins over a placeholder."""

    def __init__(self, modules: Sequence[Routes]) -> None:
        self._root = _Node()
        for module in modules:
            for route in module:
                self._plant(route)

    def match(self, method: str, path: str) -> Match | None:
        """The best route with this method; else the path alone, where it has other methods."""
        found = list(_walk(self._root, path.strip("/").split("/")))
        if not found:
            return None
        fitting = [each for each in found if method in each[0].by_method]
        node, values = (fitting or found)[0]
        params = dict(zip(node.names, values, strict=True))
        return Match(node.template, params, node.by_method.get(method))

    def _plant(self, route: Route) -> None:
        node, names = self._root, []
        for segment in route.template.strip("/").split("/"):
            if segment.startswith("{"):
                names.append(segment.strip("{}"))
                node.placeholder = node.placeholder or _Node()
                node = node.placeholder
            else:
                node = node.fixed.setdefault(segment, _Node())
        node.template = node.template or route.template
        node.names = node.names or tuple(names)
        node.by_method[route.method] = route


def _walk(node: _Node, segments: list[str]) -> Iterator[tuple[_Node, list[str]]]:
    """Every place that the path leads to, with what filled the placeholders; the best first."""
    if not segments:
        if node.by_method:
            yield node, []
        return
    head, rest = segments[0], segments[1:]
    if head in node.fixed:
        yield from _walk(node.fixed[head], rest)
    if node.placeholder is not None and head:
        for end, values in _walk(node.placeholder, rest):
            yield end, [head, *values]
