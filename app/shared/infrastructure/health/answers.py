"""What is answered at which path."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from app.shared.domain.language.saying import say
from app.shared.infrastructure.health.check import Check, Readiness

_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    content_type: str = _JSON


class Answers:
    """`/healthz`: this process turns its loop. `/readyz`: it has all that it needs, 503 with the
    reasons where not. `/metrics`: for Prometheus, after what `look` has to wait for."""

    def __init__(
        self,
        readiness: Readiness,
        registry: CollectorRegistry,
        look: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._readiness = readiness
        self._registry = registry
        self._look = look

    async def at(self, path: str) -> Answer:
        match path:
            case "/healthz":
                return alive()
            case "/readyz":
                return ready(await self._readiness.checks())
            case "/metrics":
                if self._look is not None:
                    await self._look()
                return Answer(200, generate_latest(self._registry), CONTENT_TYPE_LATEST)
        return _told(404, {"error": say("There are /healthz, /readyz and /metrics.")})


def alive() -> Answer:
    return _told(200, {"status": "ok"})


def ready(checks: Sequence[Check]) -> Answer:
    is_ready = all(one.ok for one in checks)
    told = [{"name": one.name, "ok": one.ok, "reason": one.reason} for one in checks]
    return _told(200 if is_ready else 503, {"ready": is_ready, "checks": told})


def _told(status: int, document: object) -> Answer:
    return Answer(status, json.dumps(document).encode())
