"""Whatever is raised below becomes an answer here, and never a stack trace to strangers."""

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.shared.domain.errors import DomainError
from app.web.answering import answer, answer_unexpected
from app.web.failures import Failure, Told, told_of_error, told_of_status


class LastResort:
    """For what no route and no handler has turned into an answer: refusals of the layers above
    the routes, and what nobody has thought of."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_noted(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        except Exception as error:
            response = _answer_to(Request(scope), error)
            if not started:
                await response(scope, receive, send)
                return
            # Half an answer is out: only a broken connection tells that the rest is missing.
            raise


_TOLD: tuple[tuple[type[Exception], Callable[..., Told]], ...] = (
    (Failure, lambda error: error.told),
    (DomainError, told_of_error),
    (HTTPException, lambda error: told_of_status(error.status_code, error.headers)),
)


def _answer_to(request: Request, error: Exception) -> Response:
    for kind, told in _TOLD:
        if isinstance(error, kind):
            return answer(request, told(error))
    return answer_unexpected(request, error)
