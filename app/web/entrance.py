"""What a request has to pass before a route sees it, in this order, and what becomes of everything
that is raised from here on: an answer, and never a stack trace to strangers."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.shared.domain.errors import DomainError
from app.web.answering import answer, answer_unexpected
from app.web.attended import has_begun
from app.web.failures import Failure, Told, told_of_error, told_of_status
from app.web.security.body_limit import BodyLimit
from app.web.security.cross_site import CrossSiteGuard
from app.web.security.hosts import AllowedHosts
from app.web.security.who_asks import WhoAsks
from app.web.static_files import PREFIX, StaticFiles


@dataclass(frozen=True, slots=True)
class Entrance:
    """Files are served before anybody is asked who they are."""

    app: ASGIApp
    hosts: AllowedHosts
    files: StaticFiles
    bodies: BodyLimit
    who_asks: WhoAsks
    cross_site: CrossSiteGuard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            await self._let_in(scope, receive, send)
        except Exception as error:
            response = _answer_to(Request(scope), error)
            if has_begun(scope):
                # Half an answer is out: only a broken connection tells that the rest is missing.
                raise
            await response(scope, receive, send)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.hosts.require_ours(scope)
        if scope["path"].startswith(PREFIX):
            await self.files(scope, receive, send)
            return
        receive = self.bodies.limited(scope, receive)
        await self.who_asks.find_out(scope)
        self.cross_site.require_own(scope)
        await self.app(scope, receive, send)


_TOLD: tuple[tuple[type[Exception], Callable[..., Told]], ...] = (
    (Failure, lambda error: error.told),
    (DomainError, told_of_error),
    (HTTPException, lambda error: told_of_status(error.status_code, error.headers)),
)


def _answer_to(request: Request, error: Exception) -> Response:
    """For what no route and no handler has turned into an answer: refusals of the entrance, and
    what nobody has thought of."""
    for kind, told in _TOLD:
        if isinstance(error, kind):
            return answer(request, told(error))
    return answer_unexpected(request, error)
