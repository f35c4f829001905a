"""Sessions in memory, by a driven clock."""

import secrets
from dataclasses import replace

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.web_sessions import (
    IDLE,
    LONGEST,
    SEEN_EVERY,
    Browser,
    JoinedGuild,
    JoinedGuilds,
    SessionHandle,
    SessionSecret,
    SignedInUser,
    WebSession,
    WebSessions,
)
from app.shared.domain.errors import Unavailable
from app.shared.domain.structure.identifiers import UserId


class FakeWebSessions(WebSessions):
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._sessions: dict[SessionSecret, WebSession] = {}
        self._guilds: dict[SessionHandle, JoinedGuilds] = {}
        self.is_down = False

    async def begin(
        self, user: SignedInUser, guilds: tuple[JoinedGuild, ...], browser: Browser
    ) -> tuple[SessionSecret, WebSession]:
        self._require_up()
        now = self._clock.now()
        secret = SessionSecret(secrets.token_urlsafe(32))
        session = WebSession(
            handle=SessionHandle(secrets.token_hex(8)),
            user=user,
            csrf=secrets.token_urlsafe(32),
            browser=browser,
            created_at=now,
            last_seen_at=now,
            expires_at=now + IDLE,
        )
        self._sessions[secret] = session
        self._guilds[session.handle] = JoinedGuilds(now, guilds)
        return secret, session

    async def find(self, secret: SessionSecret) -> WebSession | None:
        self._require_up()
        session = self._sessions.get(secret)
        now = self._clock.now()
        if session is None or session.expires_at <= now:
            return None
        if now - session.last_seen_at >= SEEN_EVERY:
            until = min(now + IDLE, session.created_at + LONGEST)
            session = replace(session, last_seen_at=now, expires_at=until)
            self._sessions[secret] = session
        return session

    async def guilds_of(self, session: WebSession) -> JoinedGuilds | None:
        self._require_up()
        alive = {one.handle for one in self._alive()}
        return self._guilds.get(session.handle) if session.handle in alive else None

    async def list_of(self, user_id: UserId) -> tuple[WebSession, ...]:
        self._require_up()
        own = [session for session in self._alive() if session.user.id == user_id]
        return tuple(sorted(own, key=lambda one: one.last_seen_at, reverse=True))

    async def end(self, user_id: UserId, handle: SessionHandle) -> bool:
        self._require_up()
        for secret, session in list(self._sessions.items()):
            if session.handle == handle and session.user.id == user_id:
                del self._sessions[secret]
                return session.expires_at > self._clock.now()
        return False

    def _alive(self) -> list[WebSession]:
        now = self._clock.now()
        return [session for session in self._sessions.values() if session.expires_at > now]

    def _require_up(self) -> None:
        if self.is_down:
            raise Unavailable("Sessions are not to be had: Redis does not answer.")
