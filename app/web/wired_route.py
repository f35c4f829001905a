"""Routes that answer what is merely read without asking FastAPI how, as far as that can be."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.datastructures import DefaultPlaceholder
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.web.json_answers import JsonAnswer
from app.web.wiring import LeftToFastAPI, Wiring

type Handler = Callable[[Request], Coroutine[Any, Any, Response]]
_OK = 200


class WiredRoute(APIRoute):
    """Documented by FastAPI like any other, which also answers everything but a good GET."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by_fastapi = self.app
        wiring = Wiring.of(self.dependant) if self._only_reads() else None
        self.is_wired = wiring is not None
        if wiring is not None:
            self._answer = self.around(_answering(self, wiring))
            self.app = self._app

    def around(self, answer: Handler) -> Handler:
        """What is done about every request of the route, whoever answers it."""
        return answer

    def get_route_handler(self) -> Handler:
        return self.around(super().get_route_handler())

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await self._answer(Request(scope, receive, send))
        except LeftToFastAPI:
            await self._by_fastapi(scope, receive, send)
            return
        await response(scope, receive, send)

    def _only_reads(self) -> bool:
        """And answers with JSON, or makes its answer itself."""
        is_plain = isinstance(self.response_class, DefaultPlaceholder)
        is_stream = self.is_sse_stream or self.is_json_stream
        return self.methods == {"GET"} and self.body_field is None and is_plain and not is_stream


def _answering(route: APIRoute, wiring: Wiring) -> Handler:
    as_json = _writer(route)
    status = route.status_code or _OK

    async def answer(request: Request) -> Response:
        noted = Response() if wiring.needs_response else None
        if noted is not None:
            del noted.headers["content-length"]
        result = await wiring(request, noted)
        if isinstance(result, Response):
            return result
        return JsonAnswer(as_json(result), status, [] if noted is None else noted.raw_headers)

    return answer


def _writer(route: APIRoute) -> Callable[[Any], bytes]:
    """Held against what is documented, as FastAPI does: an answer that does not fit is a fault."""
    documented: TypeAdapter[Any] = TypeAdapter(route.response_model)

    def as_json(result: Any) -> bytes:
        return documented.dump_json(documented.validate_python(result, from_attributes=True))

    return as_json
