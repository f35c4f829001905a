"""Identify turns in Redis: until when each bucket is taken, and by whom while they connect."""

from redis.asyncio import Redis

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.identify_turns import (
    ASK_AGAIN_S,
    CONNECTS_WITHIN_S,
    IDENTIFY_EVERY_S,
    IdentifyTurns,
)
from app.shared.domain.language.saying import to_say
from app.shared.infrastructure.redis.trouble import answered

_LOST = to_say("Whose turn it is to identify cannot be known")
_KEPT_MS = 600_000
_ASK_AGAIN_MS = round(ASK_AGAIN_S * 1000)
_TAKE = """
local free_at = tonumber(redis.call('HGET', KEYS[1], 'free_at') or '0')
local now = tonumber(ARGV[1])
if free_at > now then
  local connects = (redis.call('HGET', KEYS[1], 'taken_by') or '') ~= ''
  return connects and math.min(free_at - now, tonumber(ARGV[5])) or free_at - now
end
redis.call('HSET', KEYS[1], 'free_at', now + tonumber(ARGV[2]), 'taken_by', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 0
"""
_IDENTIFIED = """
redis.call('HSET', KEYS[1], 'free_at', ARGV[1], 'taken_by', '')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 0
"""
_GIVE_BACK = """
if redis.call('HGET', KEYS[1], 'taken_by') == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 0
"""


class RedisIdentifyTurns(IdentifyTurns):
    def __init__(self, redis: Redis, clock: Clock) -> None:
        self._clock = clock
        self._take = redis.register_script(_TAKE)
        self._identified = redis.register_script(_IDENTIFIED)
        self._give_back = redis.register_script(_GIVE_BACK)

    async def take(self, bucket: int, who: str) -> float:
        args: list[int | str] = [
            self._now_ms(),
            round(CONNECTS_WITHIN_S * 1000),
            who,
            _KEPT_MS,
            _ASK_AGAIN_MS,
        ]
        async with answered(_LOST):
            left_ms = await self._take(keys=[_key(bucket)], args=args)
        return int(left_ms) / 1000

    async def identified(self, bucket: int) -> None:
        free_at = self._now_ms() + round(IDENTIFY_EVERY_S * 1000)
        async with answered(_LOST):
            await self._identified(keys=[_key(bucket)], args=[free_at, _KEPT_MS])

    async def give_back(self, bucket: int, who: str) -> None:
        async with answered(_LOST):
            await self._give_back(keys=[_key(bucket)], args=[who])

    def _now_ms(self) -> int:
        return round(self._clock.now().timestamp() * 1000)


def _key(bucket: int) -> str:
    return f"guildwright:identify:{bucket}"
