"""429 in all its forms."""

import math
from dataclasses import dataclass
from enum import StrEnum

from app.sandbox.exchange.messages import Answer, OnPurpose

VIA = "1.1 google"
"""On every 429 of Discord's own. Client libraries take one without it for a ban."""


class Scope(StrEnum):
    """Whose limit was hit: this token's on a route, this token's over all, or the resource's."""

    USER = "user"
    GLOBAL = "global"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class BucketState:
    """What the five X-RateLimit headers tell. Times in seconds."""

    hash: str
    limit: int
    remaining: int
    resets_at: float
    resets_after: float

    def headers(self) -> dict[str, str]:
        return {
            "x-ratelimit-limit": str(self.limit),
            "x-ratelimit-remaining": str(self.remaining),
            "x-ratelimit-reset": f"{_milliseconds_up(self.resets_at):.3f}",
            "x-ratelimit-reset-after": f"{_milliseconds_up(self.resets_after):.3f}",
            "x-ratelimit-bucket": self.hash,
        }


@dataclass(frozen=True, slots=True)
class RateLimited:
    """One refusal. `retry_after` in seconds; `bucket` is None for the global limit."""

    scope: Scope
    retry_after: float
    bucket: BucketState | None = None
    code: int | None = None

    def answer(self) -> Answer:
        """As Discord sends it: header in whole seconds, body with decimals, both rounded up."""
        headers = {"retry-after": str(max(1, math.ceil(self.retry_after))), "via": VIA}
        headers["x-ratelimit-scope"] = self.scope.value
        if self.scope is Scope.GLOBAL:
            headers["x-ratelimit-global"] = "true"
        if self.bucket is not None:
            headers |= self.bucket.headers()
        return Answer.of_json(429, self._body(), headers)

    def bare_answer(self) -> Answer:
        """The same without a single rate limit header: only the body tells how long to wait."""
        return OnPurpose.of_json(429, self._body(), {"via": VIA})

    def _body(self) -> dict[str, object]:
        whose = "The resource is" if self.scope is Scope.SHARED else "You are"
        body: dict[str, object] = {
            "message": f"{whose} being rate limited.",
            "retry_after": _milliseconds_up(self.retry_after),
            "global": self.scope is Scope.GLOBAL,
        }
        if self.code is not None:
            body["code"] = self.code
        return body


def _milliseconds_up(seconds: float) -> float:
    """Rounded up, so that whoever waits for exactly that long is never early."""
    return math.ceil(round(seconds * 1000, 3)) / 1000
