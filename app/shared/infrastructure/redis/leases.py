"""Leases in Redis: the holder's name under a key that goes by itself."""

from redis.asyncio import Redis

from app.shared.application.ports.leases import Leases
from app.shared.domain.language.saying import to_say
from app.shared.infrastructure.redis.trouble import answered

_LOST = to_say("Who has a lease cannot be known")
_TAKE = """
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""
_GIVE_BACK = """
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 0
"""


class RedisLeases(Leases):
    def __init__(self, redis: Redis) -> None:
        self._take = redis.register_script(_TAKE)
        self._give_back = redis.register_script(_GIVE_BACK)

    async def take(self, name: str, holder: str, seconds: float) -> bool:
        async with answered(_LOST):
            taken = await self._take(keys=[key_of(name)], args=[holder, round(seconds * 1000)])
        return bool(taken)

    async def give_back(self, name: str, holder: str) -> None:
        async with answered(_LOST):
            await self._give_back(keys=[key_of(name)], args=[holder])


def key_of(name: str) -> str:
    return f"guildwright:lease:{name}"
