"""What an answer of Discord says about limits (topics/rate-limits)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

WAIT_UNTOLD = 5.0
"""Seconds to wait after a 429 that does not say how long."""
_LONGEST = 30 * 24 * 3600.0


class Scope(StrEnum):
    """Whose limit it is: this bot's on a route, this bot's over all, or the thing's own."""

    USER = "user"
    GLOBAL = "global"
    SHARED = "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Times are seconds; `reset` is the server's own time and only good for comparing."""

    status: int
    bucket: str | None = None
    limit: int | None = None
    remaining: int | None = None
    reset: float | None = None
    reset_after: float | None = None
    retry_after: float = 0.0
    """For 429: how long to wait."""
    scope: Scope = Scope.USER

    @property
    def limited(self) -> bool:
        return self.status == 429

    @property
    def succeeded(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_sub_limit(self) -> bool:
        """Refused although its bucket has requests left: the limit is on something finer."""
        return self.limited and self.scope is Scope.USER and bool(self.remaining)

    @property
    def is_invalid_request(self) -> bool:
        """Counts towards the ban that follows 10,000 of them in ten minutes."""
        if self.limited:
            return self.scope is not Scope.SHARED
        return self.status in {401, 403}


def read_answer(status: int, headers: Mapping[str, str], body: object) -> Answer:
    """Never fails: what is missing or makes no sense counts as not said."""
    limit, remaining = _number(headers, "limit"), _number(headers, "remaining")
    return Answer(
        status=status,
        bucket=headers.get("x-ratelimit-bucket"),
        limit=None if limit is None or limit < 1 else int(limit),
        remaining=None if remaining is None else int(remaining),
        reset=_number(headers, "reset"),
        reset_after=_number(headers, "reset-after"),
        retry_after=_retry_after(headers, body) if status == 429 else 0.0,
        scope=_scope(headers, body),
    )


def _scope(headers: Mapping[str, str], body: object) -> Scope:
    told = headers.get("x-ratelimit-scope", "").lower()
    is_global = isinstance(body, dict) and body.get("global") is True
    if is_global or told == Scope.GLOBAL or "x-ratelimit-global" in headers:
        return Scope.GLOBAL
    return Scope.SHARED if told == Scope.SHARED else Scope.USER


def _retry_after(headers: Mapping[str, str], body: object) -> float:
    """The body is exact, the header is in whole seconds."""
    told = body.get("retry_after") if isinstance(body, dict) else None
    for value in (told, headers.get("retry-after")):
        seconds = _seconds(value)
        if seconds is not None:
            return min(seconds, _LONGEST)
    return WAIT_UNTOLD


def _number(headers: Mapping[str, str], name: str) -> float | None:
    return _seconds(headers.get(f"x-ratelimit-{name}"))


def _seconds(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None
