"""`/healthz` and `/readyz` at the public address, for whoever sends requests there.

Outside of every other layer: who asks is a machine that knows no name of ours and must not be told
apart, counted, or written down every few seconds. Numbers are told at WEB_METRICS_PORT alone.
"""

from starlette.types import ASGIApp, Receive, Scope, Send

from app.shared.infrastructure.health.answers import Answer, alive, ready
from app.shared.infrastructure.health.check import Readiness

PATHS = frozenset({"/healthz", "/readyz"})


class HealthAnswers:
    def __init__(self, app: ASGIApp, *, readiness: Readiness) -> None:
        self._app = app
        self._readiness = readiness

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asks = scope["type"] == "http" and scope["path"] in PATHS
        if not asks or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        is_ready = scope["path"] == "/readyz"
        answer = ready(await self._readiness.checks()) if is_ready else alive()
        await _send(send, answer, with_body=scope["method"] == "GET")


async def _send(send: Send, answer: Answer, *, with_body: bool) -> None:
    headers = {
        "content-type": answer.content_type,
        "content-length": str(len(answer.body)),
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
    )
    await send({"type": "http.response.body", "body": answer.body if with_body else b""})
