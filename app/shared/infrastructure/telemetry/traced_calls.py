"""Calls to Discord as spans, beside what is counted of them."""

from app.shared.infrastructure.discord.limiter.held_by import HeldBy
from app.shared.infrastructure.discord.metrics import Meter
from app.shared.infrastructure.telemetry.tracing import Tracing


class TracedCalls(Meter):
    def __init__(self, counted: Meter, tracing: Tracing) -> None:
        self._counted = counted
        self._tracing = tracing

    def called(self, route: str, status: str, seconds: float) -> None:
        self._counted.called(route, status, seconds)
        method, _, template = route.partition(" ")
        self._tracing.call_ended(
            f"discord {route}",
            {
                "http.request.method": method,
                "url.template": template,
                "http.response.status_code": int(status) if status.isdecimal() else status,
            },
            seconds,
            failed=not status.startswith(("2", "3")),
        )

    def waited(self, held_by: HeldBy, seconds: float) -> None:
        self._counted.waited(held_by, seconds)

    def breaker(self, is_open: bool) -> None:
        self._counted.breaker(is_open)
