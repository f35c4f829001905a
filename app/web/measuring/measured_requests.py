"""Counts every request, however it ends."""

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.measuring.measured import measured_in, note_route
from app.web.measuring.request_meter import RequestMeter
from app.web.static_files import PREFIX


class MeasuredRequests:
    def __init__(self, app: ASGIApp, *, meter: RequestMeter) -> None:
        self._app = app
        self._meter = meter

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

        with self._meter.under_way.track_inprogress():
            try:
                await self._app(scope, receive, send_measured)
            finally:
                seconds = took if status else time.perf_counter() - started
                self._meter.answered(measured.route, scope["method"], status, seconds)
