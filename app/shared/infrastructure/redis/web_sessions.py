"""Sessions in Redis: one value per session, read in one go, and an index by user.

- `session:<sha256 of the secret>`: the session as JSON
- `session:<sha256 of the secret>:guilds`: the user's guilds at sign-in, read for invitations only
- `sessions:<user id>`: those hashes by when they expire
"""

import hashlib
import json
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from redis.asyncio import Redis

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
from app.shared.domain.fingerprint import plain
from app.shared.domain.language.saying import to_say
from app.shared.domain.structure.identifiers import UserId
from app.shared.infrastructure.redis.trouble import answered

_session: TypeAdapter[WebSession] = TypeAdapter(WebSession)
_guilds: TypeAdapter[JoinedGuilds] = TypeAdapter(JoinedGuilds)
UNKNOWN = to_say("Who is signed in cannot be looked up")
_READ_LATELY = 1024
_HANDLE = 16
"""Characters of the hash that name a session to its user: the hash opens nothing."""


@dataclass(frozen=True, slots=True)
class SessionName:
    hash: str

    @property
    def key(self) -> str:
        return _key(self.hash)

    @property
    def handle(self) -> SessionHandle:
        return SessionHandle(self.hash[:_HANDLE])


class RedisWebSessions(WebSessions):
    def __init__(self, redis: Redis, clock: Clock) -> None:
        self._redis = redis
        self._clock = clock

    async def begin(
        self, user: SignedInUser, guilds: tuple[JoinedGuild, ...], browser: Browser
    ) -> tuple[SessionSecret, WebSession]:
        now = self._clock.now()
        secret = SessionSecret(secrets.token_urlsafe(32))
        name = _hashed(secret)
        session = WebSession(
            handle=SessionHandle(name[:_HANDLE]),
            user=user,
            csrf=secrets.token_urlsafe(32),
            browser=browser,
            created_at=now,
            last_seen_at=now,
            expires_at=now + IDLE,
        )
        async with answered(UNKNOWN), self._orders() as orders:
            self._keep(orders, name, session)
            orders.set(_guilds_key(name), _text(JoinedGuilds(now, guilds)), pxat=_ms(now + LONGEST))
            await orders.execute()
        return secret, session

    async def find(self, secret: SessionSecret) -> WebSession | None:
        name = self.name_of(secret)
        async with answered(UNKNOWN):
            return await self.used(name, await self._redis.get(name.key))

    def name_of(self, secret: SessionSecret) -> SessionName:
        return SessionName(_hashed(secret))

    async def used(self, name: SessionName, kept: bytes | str | None) -> WebSession | None:
        """What is kept under that name, as the session of whoever asks just now."""
        session = _read(kept)
        now = self._clock.now()
        if session is None or session.expires_at <= now:
            return None
        if now - session.last_seen_at < SEEN_EVERY:
            return session
        until = min(now + IDLE, session.created_at + LONGEST)
        session = replace(session, last_seen_at=now, expires_at=until)
        return session if await self._seen(name.hash, session) else None

    async def guilds_of(self, session: WebSession) -> JoinedGuilds | None:
        async with answered(UNKNOWN):
            name = await self._named(session.user.id, session.handle)
            if name is None:
                return None
            text = await self._redis.get(_guilds_key(name))
        return None if text is None else _guilds.validate_json(text)

    async def list_of(self, user_id: UserId) -> tuple[WebSession, ...]:
        async with answered(UNKNOWN):
            names = await self._names(user_id)
            texts = await self._redis.mget([_key(name) for name in names]) if names else []
        now = self._clock.now()
        found = [_read(text) for text in texts]
        alive = [session for session in found if session is not None and session.expires_at > now]
        return tuple(sorted(alive, key=lambda one: one.last_seen_at, reverse=True))

    async def end(self, user_id: UserId, handle: SessionHandle) -> bool:
        async with answered(UNKNOWN):
            name = await self._named(user_id, handle)
            if name is None:
                return False
            async with self._orders() as orders:
                orders.delete(_key(name))
                orders.delete(_guilds_key(name))
                orders.zrem(_index(user_id), name)
                gone = await orders.execute()
        return bool(gone[0])

    async def _seen(self, name: str, session: WebSession) -> bool:
        """False when it has been ended meanwhile: then it is not made again."""
        kept = await self._redis.set(
            _key(name), _text(session), xx=True, pxat=_ms(session.expires_at)
        )
        if kept:
            await self._redis.zadd(_index(session.user.id), {name: _ms(session.expires_at)})
        return bool(kept)

    def _orders(self) -> Any:
        """Sent in one go at `execute`. Any, since the library types each order as an awaitable."""
        return self._redis.pipeline()

    def _keep(self, orders: Any, name: str, session: WebSession) -> None:
        index = _index(session.user.id)
        orders.set(_key(name), _text(session), pxat=_ms(session.expires_at))
        orders.zadd(index, {name: _ms(session.expires_at)})
        orders.zremrangebyscore(index, 0, _ms(self._clock.now()))
        orders.pexpireat(index, _ms(session.created_at + LONGEST))

    async def _names(self, user_id: UserId) -> list[str]:
        found: Any = await self._redis.zrangebyscore(
            _index(user_id), _ms(self._clock.now()), "+inf"
        )
        return [name.decode() for name in found]

    async def _named(self, user_id: UserId, handle: SessionHandle) -> str | None:
        names = await self._names(user_id)
        return next((name for name in names if name[:_HANDLE] == handle), None)


def _hashed(secret: SessionSecret) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _key(name: str) -> str:
    return f"session:{name}"


def _guilds_key(name: str) -> str:
    return f"session:{name}:guilds"


def _index(user_id: UserId) -> str:
    return f"sessions:{user_id}"


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _text(value: WebSession | JoinedGuilds) -> str:
    return json.dumps(plain(value), separators=(",", ":"))


@lru_cache(_READ_LATELY)
def _read(text: bytes | str | None) -> WebSession | None:
    """Whoever works asks several times in a minute, and their session stays as it is meanwhile."""
    return None if text is None else _session.validate_json(text)
