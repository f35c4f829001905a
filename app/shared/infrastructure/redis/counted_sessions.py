"""Finds a session and counts the request, in one question to Redis."""

import hashlib

from redis.asyncio import Redis
from redis.exceptions import NoScriptError

from app.shared.application.ports.counted_sessions import CountedSession, CountedSessions
from app.shared.application.ports.rate_limits import Allowance
from app.shared.application.ports.web_sessions import SessionSecret
from app.shared.infrastructure.redis.shared_line import SharedLine
from app.shared.infrastructure.redis.sliding_window import COUNT, key_of, limits_of, seconds_of
from app.shared.infrastructure.redis.trouble import answered
from app.shared.infrastructure.redis.web_sessions import UNKNOWN, RedisWebSessions

_FIND_AND_COUNT = f"""
{COUNT}
local session = redis.call('GET', KEYS[1])
local which = session and 1 or 2
local times, span = tonumber(ARGV[2 * which - 1]), tonumber(ARGV[2 * which])
return {{count(KEYS[1 + which], times, span), session}}
"""
_NAME = hashlib.sha1(_FIND_AND_COUNT.encode(), usedforsecurity=False).hexdigest()


class RedisCountedSessions(CountedSessions):
    def __init__(self, redis: Redis, sessions: RedisWebSessions) -> None:
        self._line = SharedLine(redis)
        self._sessions = sessions

    async def find(
        self,
        secret: SessionSecret,
        address: str,
        *,
        of_session: Allowance,
        of_address: Allowance,
    ) -> CountedSession:
        name = self._sessions.name_of(secret)
        keys = [
            name.key,
            key_of(of_session, name.handle),
            key_of(of_address, address),
        ]
        args = [*limits_of(of_session), *limits_of(of_address)]
        async with answered(UNKNOWN):
            wait, kept = await self._find_and_count(keys, args)
            session = await self._sessions.used(name, kept)
        return CountedSession(session, seconds_of(wait))

    async def _find_and_count(
        self, keys: list[str], args: list[int]
    ) -> tuple[int, bytes | str | None]:
        try:
            wait, kept = await self._line.ask("EVALSHA", _NAME, len(keys), *keys, *args)
        except NoScriptError:
            # A server that has begun anew has forgotten it; to be given it is to learn it.
            wait, kept = await self._line.ask("EVAL", _FIND_AND_COUNT, len(keys), *keys, *args)
        return wait, kept
