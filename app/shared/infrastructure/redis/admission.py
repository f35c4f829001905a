"""Finds a session and counts the request, in one question to Redis."""

from redis.asyncio import Redis

from app.shared.application.ports.admission import Admission, Admitted
from app.shared.application.ports.rate_limits import Allowance
from app.shared.application.ports.web_sessions import SessionSecret
from app.shared.infrastructure.redis.sliding_window import COUNT, key_of, limits_of, seconds_of
from app.shared.infrastructure.redis.trouble import answered
from app.shared.infrastructure.redis.web_sessions import UNKNOWN, RedisWebSessions

_ADMIT = f"""
{COUNT}
local session = redis.call('GET', KEYS[1])
local which = session and 1 or 2
local times, span = tonumber(ARGV[2 * which - 1]), tonumber(ARGV[2 * which])
return {{count(KEYS[1 + which], times, span), session}}
"""


class RedisAdmission(Admission):
    def __init__(self, redis: Redis, sessions: RedisWebSessions) -> None:
        self._admit = redis.register_script(_ADMIT)
        self._sessions = sessions

    async def admit(
        self,
        secret: SessionSecret,
        address: str,
        *,
        of_session: Allowance,
        of_address: Allowance,
    ) -> Admitted:
        name = self._sessions.name_of(secret)
        keys = [
            name.key,
            key_of(of_session, name.handle),
            key_of(of_address, address),
        ]
        args = [*limits_of(of_session), *limits_of(of_address)]
        async with answered(UNKNOWN):
            wait, kept = await self._admit(keys=keys, args=args)
            session = await self._sessions.used(name, kept)
        return Admitted(session, seconds_of(wait))
