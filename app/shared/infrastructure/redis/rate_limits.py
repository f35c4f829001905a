"""Rate limits in Redis, by the library `limits`: a sliding window of two counters."""

import time

from limits import RateLimitItemPerSecond
from limits.aio.storage import RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from redis.asyncio import Redis

from app.shared.application.ports.rate_limits import Allowance, RateLimits
from app.shared.infrastructure.redis.trouble import answered

_LEAST_WAIT_S = 1.0


class RedisRateLimits(RateLimits):
    def __init__(self, redis: Redis) -> None:
        # The address is not used: the connections are those of the client that was handed in.
        storage = RedisStorage(
            "async+redis://",
            implementation="redispy",
            key_prefix="rate",
            connection_pool=redis.connection_pool,  # type: ignore[arg-type]
        )
        self._limiter = SlidingWindowCounterRateLimiter(storage)
        self._items: dict[Allowance, RateLimitItemPerSecond] = {}

    async def hit(self, allowance: Allowance, who: str) -> float | None:
        item = self._item(allowance)
        async with answered("How often somebody asks cannot be counted"):
            if await self._limiter.hit(item, who):
                return None
            stats = await self._limiter.get_window_stats(item, who)
        return max(_LEAST_WAIT_S, stats.reset_time - time.time())

    def _item(self, allowance: Allowance) -> RateLimitItemPerSecond:
        if allowance not in self._items:
            self._items[allowance] = RateLimitItemPerSecond(
                allowance.times, allowance.seconds, namespace=allowance.name
            )
        return self._items[allowance]
