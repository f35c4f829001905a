"""Slows down whoever asks too often, and nobody else."""

import logging
import time
from collections.abc import Callable
from math import ceil

from starlette.types import ASGIApp, Receive, Scope, Send

from app.shared.application.ports.rate_limits import Allowance, RateLimits
from app.shared.domain.errors import Unavailable
from app.web.failures import Failure, Told
from app.web.security.caller import caller_of

log = logging.getLogger(__name__)

OF_SIGNING_IN = Allowance("sign-in", 20, 60)
OF_CSP_REPORTS = Allowance("csp-report", 30, 60)
_STRICTER = {
    "/sign-in": OF_SIGNING_IN,
    "/auth/callback": OF_SIGNING_IN,
    "/csp-report": OF_CSP_REPORTS,
}
_PAUSE_S = 5.0
"""How long nobody is asked to count after it failed: each try may take seconds."""


class RequestRates:
    """By session for whoever is signed in; by address for everybody else, and for programs before
    their token is known to be good. Where nobody counts, requests are served all the same."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        limits: RateLimits,
        per_minute: int,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._limits = limits
        self._now = now
        self._of_session = Allowance("session", per_minute, 60)
        self._of_address = Allowance("address", per_minute, 60)
        self._paused_until = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._now() >= self._paused_until:
            await self._count(scope)
        await self._app(scope, receive, send)

    async def _count(self, scope: Scope) -> None:
        client = scope.get("client")
        address = client[0] if client else "unknown"
        stricter = _STRICTER.get(scope["path"])
        session = caller_of(scope).session
        try:
            if stricter is not None:
                await self._hit(stricter, address)
            elif session is not None:
                await self._hit(self._of_session, session.handle)
            else:
                await self._hit(self._of_address, address)
        except Unavailable as nobody:
            self._pause(nobody)

    async def _hit(self, allowance: Allowance, who: str) -> None:
        wait = await self._limits.hit(allowance, who)
        if wait is not None:
            raise Failure(_too_many(ceil(wait)))

    def _pause(self, nobody: Unavailable) -> None:
        self._paused_until = self._now() + _PAUSE_S
        log.warning("requests are served uncounted: %s", nobody.message)


def _too_many(seconds: int) -> Told:
    return Told(
        status=429,
        code="too_many_requests",
        what="There were more requests from you than are served in a minute.",
        remedy=f"Wait {seconds} seconds, then go on.",
        headers={"retry-after": str(seconds)},
    )
