"""The places of one bot's requests in Redis: until when each is taken, by the clock of Redis."""

import asyncio
import hashlib
import logging
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import NoScriptError, RedisError

from app.shared.application.ports.shared_budget import ASK_AGAIN_S, LEASE_S, SECOND_S, SharedBudget
from app.shared.infrastructure.redis.shared_line import SharedLine

log = logging.getLogger(__name__)

_WITHIN_S = 0.5
"""Seconds in which a question must be answered, and twice as long where a line must be opened
first: calls to Discord wait for it."""
_AWAY_S = 5.0
"""For so long nothing is asked of a Redis that did not answer: every call would wait for it."""
_NOW = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
"""
_TAKE = f"""{_NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local has = redis.call('ZSCORE', KEYS[1], ARGV[2])
if has or redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[1]) then
  redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return 0
end
return redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2] - now
"""
_ANSWERED = f"{_NOW} return redis.call('ZADD', KEYS[1], 'XX', now + ARGV[2], ARGV[1])"
_LEASE_MS = round(LEASE_S * 1000)
_SECOND_MS = round(SECOND_S * 1000)


class RedisSharedBudget(SharedBudget):
    def __init__(self, redis: Redis, bot: str, per_second: int) -> None:
        """`bot` tells it from others on this Redis. It must be no secret."""
        self._line = SharedLine(redis, within_s=_WITHIN_S)
        self._key = key_of(bot)
        self._per_second = per_second
        self._away_until = float("-inf")

    async def take(self, place: str) -> float:
        wait = await self._asked(_TAKE, self._per_second, place, _LEASE_MS)
        return min((wait or 0) / 1000, ASK_AGAIN_S)

    async def answered(self, place: str) -> None:
        await self._asked(_ANSWERED, place, _SECOND_MS)

    async def give_back(self, place: str) -> None:
        await self._sent("ZREM", self._key, place)

    async def _asked(self, script: str, *arguments: Any) -> Any:
        name = hashlib.sha1(script.encode(), usedforsecurity=False).hexdigest()
        try:
            return await self._sent("EVALSHA", name, 1, self._key, *arguments)
        except NoScriptError:
            # A server that has begun anew has forgotten it; to be given it is to learn it.
            return await self._sent("EVAL", script, 1, self._key, *arguments)

    async def _sent(self, *command: Any) -> Any:
        """None where Redis is away."""
        loop = asyncio.get_running_loop()
        if loop.time() < self._away_until:
            return None
        try:
            return await self._line.ask(*command)
        except NoScriptError:
            raise
        except (OSError, RedisError) as error:
            self._count_alone(loop.time(), error)
            return None

    def _count_alone(self, now: float, error: Exception) -> None:
        """Told once by all who asked at the same time."""
        if now >= self._away_until:
            log.warning(
                "requests to Discord are counted by this process alone: Redis does not answer (%s)",
                type(error).__name__,
            )
        self._away_until = now + _AWAY_S


def key_of(bot: str) -> str:
    return f"guildwright:sends:{bot}"
