"""Finds and counts as the two fakes that it is made of say."""

from app.shared.application.ports.counted_sessions import CountedSession, CountedSessions
from app.shared.application.ports.rate_limits import Allowance, RateLimits
from app.shared.application.ports.web_sessions import SessionSecret, WebSessions
from app.shared.domain.errors import Unavailable


class FakeCountedSessions(CountedSessions):
    """`is_full`: takes nothing new, as a store without room."""

    def __init__(self, sessions: WebSessions, limits: RateLimits) -> None:
        self._known = sessions
        self._counting = limits
        self.is_full = False

    async def find(
        self,
        secret: SessionSecret,
        address: str,
        *,
        of_session: Allowance,
        of_address: Allowance,
    ) -> CountedSession:
        if self.is_full:
            raise Unavailable("Who is signed in cannot be looked up: Redis does not answer.")
        session = await self._known.find(secret)
        if session is None:
            return CountedSession(None, await self._counting.hit(of_address, address))
        return CountedSession(session, await self._counting.hit(of_session, session.handle))
