"""Goes along with every request from outside of all that may fail: measures and traces it, writes
its line in the log, and puts on every answer what each of them has."""

import logging
import secrets
import time
from typing import cast

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.shared.application.logging.context import log_bound
from app.shared.infrastructure.telemetry.tracing import Span, Tracing
from app.web.head_requests import HeadRequests
from app.web.measuring.measured import measured_in, note_route
from app.web.measuring.request_meter import RequestMeter, known_method
from app.web.security.caller import caller_of
from app.web.security.headers import SecurityHeaders
from app.web.security.proxies import TrustedProxies
from app.web.static_files import PREFIX

log = logging.getLogger(__name__)

_OF_THE_ID = b"x-request-id"
_ANSWER = "guildwright.answer"
_OK = 200
_OURS = 500
"""From here on it is a fault of ours."""


class _Answer:
    """What becomes of one request. An id ties all lines of it together."""

    __slots__ = ("_headers", "_send", "is_file", "request_id", "started_at", "status", "took")

    def __init__(self, send: Send, headers: SecurityHeaders, *, is_file: bool) -> None:
        self._send = send
        self._headers = headers
        self.is_file = is_file
        self.request_id = secrets.token_hex(5)
        self.started_at = time.perf_counter()
        self.took = 0.0
        """Seconds until it began."""
        self.status = 0
        """0 while it has not begun."""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.took = self.seconds()
            self.status = message["status"]
            headers = self._headers.added_to(message["headers"])
            # Of a file that is kept for good, it is no matter which request once brought it.
            if not (self.is_file and self.status == _OK):
                headers.append((_OF_THE_ID, self.request_id.encode()))
            message["headers"] = headers
        await self._send(message)

    def seconds(self) -> float:
        return time.perf_counter() - self.started_at


def has_begun(scope: Scope) -> bool:
    """Whether a part of the answer is out already."""
    return bool(cast(_Answer, scope[_ANSWER]).status)


class AttendedRequests:
    def __init__(
        self,
        app: ASGIApp,
        *,
        meter: RequestMeter,
        tracing: Tracing,
        proxies: TrustedProxies,
        headers: SecurityHeaders,
    ) -> None:
        self._app = app
        self._head = HeadRequests(app)
        self._meter = meter
        self._tracing = tracing
        self._proxies = proxies
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self._proxies.heed(scope)
        is_file = scope["path"].startswith(PREFIX)
        answer = scope[_ANSWER] = _Answer(send, self._headers, is_file=is_file)
        measured = measured_in(scope)
        if is_file:
            note_route(scope, f"{PREFIX}*")
        app = self._head if scope["method"] == "HEAD" else self._app
        with (
            self._meter.under_way.track_inprogress(),
            self._tracing.span("request", {}, serves=True) as span,
            log_bound(request_id=answer.request_id, trace_id=span.trace_id()),
        ):
            try:
                await app(scope, receive, answer.send)
            finally:
                self._tell(span, measured.route, scope, answer)

    def _tell(self, span: Span, route: str, scope: Scope, answer: _Answer) -> None:
        method, status = known_method(scope["method"]), answer.status
        seconds = answer.took if status else answer.seconds()
        self._meter.answered(route, method, status, seconds)
        span.tell(
            f"{method} {route}",
            {
                "http.request.method": method,
                "http.route": route,
                "http.response.status_code": status,
            },
            failed=status >= _OURS or not status,
        )
        _write(scope, answer)


def _write(scope: Scope, answer: _Answer) -> None:
    """Neither queries nor headers are written: codes, states and tokens stand there."""
    level = logging.DEBUG if answer.is_file else logging.INFO
    if not log.isEnabledFor(level):
        return
    session = caller_of(scope).session
    log.log(
        level,
        "request",
        extra={
            "method": scope["method"],
            "path": scope["path"],
            "status": answer.status,
            "ms": round(answer.seconds() * 1000, 1),
            "user_id": None if session is None else str(session.user.id),
        },
    )
