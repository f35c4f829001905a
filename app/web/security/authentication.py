"""Finds out who sends a request, once, before anything else looks at it."""

from collections.abc import Set as AbstractSet

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.shared.application.ports.web_sessions import SessionSecret, WebSessions
from app.shared.domain.errors import Unavailable
from app.web.security.caller import NOBODY, Caller, remember_caller
from app.web.security.cookies import SESSION

_BEARER = "bearer "


class Authentication:
    """Whoever sends an Authorization header is who that says: the cookie does not count."""

    def __init__(self, app: ASGIApp, *, sessions: WebSessions, operators: AbstractSet[int]) -> None:
        self._app = app
        self._sessions = sessions
        self._operators = operators

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            remember_caller(scope, await self._caller(Headers(scope=scope)))
        await self._app(scope, receive, send)

    async def _caller(self, headers: Headers) -> Caller:
        given = headers.get("authorization")
        if given is not None:
            is_bearer = given.lower().startswith(_BEARER)
            return Caller(bearer=given[len(_BEARER) :].strip() if is_bearer else "")
        secret = SESSION.value_in(headers.get("cookie", ""))
        if not secret:
            return NOBODY
        try:
            session = await self._sessions.find(SessionSecret(secret))
        except Unavailable as unknown:
            return Caller(unknown_because=unknown)
        if session is None:
            return NOBODY
        return Caller(session=session, is_operator=session.user.id in self._operators)
