"""What is answered at which path."""

import json
from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from app.bot.health.check import Readiness

_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    content_type: str = _JSON


class Answers:
    """`/healthz`: this process turns its loop. `/readyz`: it has all that it needs, 503 with the
    reasons where not. `/metrics`: for Prometheus."""

    def __init__(self, readiness: Readiness, registry: CollectorRegistry) -> None:
        self._readiness = readiness
        self._registry = registry

    async def at(self, path: str) -> Answer:
        match path:
            case "/healthz":
                return _told(200, {"status": "ok"})
            case "/readyz":
                return await self._ready()
            case "/metrics":
                return Answer(200, generate_latest(self._registry), CONTENT_TYPE_LATEST)
        return _told(404, {"error": "There are /healthz, /readyz and /metrics."})

    async def _ready(self) -> Answer:
        checks = await self._readiness.checks()
        ready = all(one.ok for one in checks)
        told = [{"name": one.name, "ok": one.ok, "reason": one.reason} for one in checks]
        return _told(200 if ready else 503, {"ready": ready, "checks": told})


def _told(status: int, document: object) -> Answer:
    return Answer(status, json.dumps(document).encode())
