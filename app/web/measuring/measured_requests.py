"""Counts and traces every request, however it ends."""

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.shared.application.logging.context import log_bound
from app.shared.infrastructure.telemetry.tracing import Tracing
from app.web.measuring.measured import measured_in, note_route
from app.web.measuring.request_meter import RequestMeter, known_method
from app.web.static_files import PREFIX

_OURS = 500
"""From here on it is a fault of ours."""


class MeasuredRequests:
    def __init__(self, app: ASGIApp, *, meter: RequestMeter, tracing: Tracing) -> None:
        self._app = app
        self._meter = meter
        self._tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        measured = measured_in(scope)
        if scope["path"].startswith(PREFIX):
            note_route(scope, f"{PREFIX}*")
        started, took, status = time.perf_counter(), 0.0, 0

        async def send_measured(message: Message) -> None:
            nonlocal took, status
            if message["type"] == "http.response.start":
                took, status = time.perf_counter() - started, message["status"]
            await send(message)

        with (
            self._meter.under_way.track_inprogress(),
            self._tracing.span("request", {}, serves=True) as span,
            log_bound(trace_id=span.trace_id()),
        ):
            try:
                await self._app(scope, receive, send_measured)
            finally:
                seconds = took if status else time.perf_counter() - started
                method = known_method(scope["method"])
                self._meter.answered(measured.route, method, status, seconds)
                span.tell(
                    f"{method} {measured.route}",
                    {
                        "http.request.method": method,
                        "http.route": measured.route,
                        "http.response.status_code": status,
                    },
                    failed=status >= _OURS or not status,
                )
