"""Finds out who sends a request, once, and slows down whoever asks too often."""

import logging
import time
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from starlette.datastructures import Headers
from starlette.types import Scope

from app.shared.application.ports.counted_sessions import CountedSession, CountedSessions
from app.shared.application.ports.rate_limits import Allowance, RateLimits
from app.shared.application.ports.web_sessions import SessionSecret, WebSessions
from app.shared.domain.errors import Unavailable
from app.web.security.authentication import Claim, claim_of
from app.web.security.caller import Caller, remember_caller
from app.web.security.rate_limits import STRICTER, require_within

log = logging.getLogger(__name__)

_PAUSE_S = 5.0
"""How long nobody is asked to count after it failed: each try may take seconds."""


class WhoAsks:
    """Counts by session for whoever is signed in; by address for everybody else, and for programs
    before their token is known to be good. Where nobody counts, requests are served all the same.
    """

    def __init__(
        self,
        *,
        counted: CountedSessions,
        sessions: WebSessions,
        limits: RateLimits,
        operators: AbstractSet[int],
        per_minute: int,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._counted_sessions = counted
        self._sessions = sessions
        self._limits = limits
        self._operators = operators
        self._of_session = Allowance("session", per_minute, 60)
        self._of_address = Allowance("address", per_minute, 60)
        self._now = now
        self._paused_until = 0.0

    async def find_out(self, scope: Scope) -> None:
        """`caller_of` knows after it. Raises Failure for who has to wait."""
        claim = claim_of(Headers(scope=scope))
        try:
            counted = await self._find(scope, claim)
        except Unavailable as unknown:
            remember_caller(scope, Caller(unknown_because=unknown))
        else:
            remember_caller(scope, self._caller(claim, counted))
            require_within(counted.wait)

    async def _find(self, scope: Scope, claim: Claim) -> CountedSession:
        """Raises Unavailable where nobody knows who it is."""
        client = scope.get("client")
        address = client[0] if client else "unknown"
        stricter = STRICTER.get(scope["path"])
        if claim.secret is None:
            return CountedSession(None, await self._counted(stricter or self._of_address, address))
        if stricter is not None or self._now() < self._paused_until:
            session = await self._sessions.find(claim.secret)
            wait = None if stricter is None else await self._counted(stricter, address)
            return CountedSession(session, wait)
        return await self._at_once(claim.secret, address)

    async def _at_once(self, secret: SessionSecret, address: str) -> CountedSession:
        try:
            return await self._counted_sessions.find(
                secret, address, of_session=self._of_session, of_address=self._of_address
            )
        except Unavailable as nobody:
            self._pause(nobody)
        # A store that takes no more may still tell what it has.
        return CountedSession(await self._sessions.find(secret), None)

    async def _counted(self, allowance: Allowance, who: str) -> float | None:
        if self._now() < self._paused_until:
            return None
        try:
            return await self._limits.hit(allowance, who)
        except Unavailable as nobody:
            self._pause(nobody)
            return None

    def _pause(self, nobody: Unavailable) -> None:
        self._paused_until = self._now() + _PAUSE_S
        log.warning("requests are served uncounted: %s", nobody.message)

    def _caller(self, claim: Claim, counted: CountedSession) -> Caller:
        session = counted.session
        if session is None:
            return Caller(bearer=claim.bearer)
        return Caller(session=session, is_operator=session.user.id in self._operators)
