"""One line in the log per request, and an id that ties all lines of it together."""

import logging
import secrets
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.shared.application.logging.context import log_bound
from app.web.security.caller import caller_of
from app.web.static_files import PREFIX

log = logging.getLogger(__name__)

_HEADER = b"x-request-id"
_OK = 200


class RequestLog:
    """Neither queries nor headers are written: codes, states and tokens stand there."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = secrets.token_hex(5)
        started = time.perf_counter()
        status = 0
        is_file = scope["path"].startswith(PREFIX)

        async def send_named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                # Of a file that is kept for good, it is no matter which request once brought it.
                if not (is_file and status == _OK):
                    message["headers"] = [*message["headers"], (_HEADER, request_id.encode())]
            await send(message)

        with log_bound(request_id=request_id):
            try:
                await self._app(scope, receive, send_named)
            finally:
                self._write(scope, status, time.perf_counter() - started)

    def _write(self, scope: Scope, status: int, seconds: float) -> None:
        level = logging.DEBUG if scope["path"].startswith(PREFIX) else logging.INFO
        if not log.isEnabledFor(level):
            return
        session = caller_of(scope).session
        log.log(
            level,
            "request",
            extra={
                "method": scope["method"],
                "path": scope["path"],
                "status": status,
                "ms": round(seconds * 1000, 1),
                "user_id": None if session is None else str(session.user.id),
            },
        )
