"""Rate limits in Redis: a sliding window for each allowance and whoever it is of."""

from redis.asyncio import Redis

from app.shared.application.ports.rate_limits import Allowance, RateLimits
from app.shared.domain.language.saying import to_say
from app.shared.infrastructure.redis.sliding_window import COUNT, key_of, limits_of, seconds_of
from app.shared.infrastructure.redis.trouble import answered

_HIT = f"{COUNT}\nreturn count(KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]))"


class RedisRateLimits(RateLimits):
    def __init__(self, redis: Redis) -> None:
        self._hit = redis.register_script(_HIT)

    async def hit(self, allowance: Allowance, who: str) -> float | None:
        async with answered(to_say("How often somebody asks cannot be counted")):
            wait = await self._hit(keys=[key_of(allowance, who)], args=limits_of(allowance))
        return seconds_of(wait)
