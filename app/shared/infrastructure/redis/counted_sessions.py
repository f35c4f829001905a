"""Finds a session and counts the request, in one question to Redis."""

from redis.asyncio import Redis

from app.shared.application.ports.counted_sessions import CountedSession, CountedSessions
from app.shared.application.ports.rate_limits import Allowance
from app.shared.application.ports.web_sessions import SessionSecret
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


class RedisCountedSessions(CountedSessions):
    def __init__(self, redis: Redis, sessions: RedisWebSessions) -> None:
        self._find_and_count = redis.register_script(_FIND_AND_COUNT)
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
            wait, kept = await self._find_and_count(keys=keys, args=args)
            session = await self._sessions.used(name, kept)
        return CountedSession(session, seconds_of(wait))
