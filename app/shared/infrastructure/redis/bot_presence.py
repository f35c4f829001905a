"""The bot's presence in Redis: a report that goes by itself, and a last one that stays a day."""

import json
from dataclasses import replace

from pydantic import TypeAdapter
from redis.asyncio import Redis

from app.shared.application.ports.bot_presence import (
    FORGOTTEN_AFTER_S,
    NEVER_SEEN,
    BotPresence,
    BotState,
)
from app.shared.application.ports.clock import Clock
from app.shared.domain.fingerprint import plain
from app.shared.infrastructure.redis.trouble import answered

NOW, LAST = "guildwright:bot", "guildwright:bot:last"
_KEPT_S = 24 * 60 * 60
_state: TypeAdapter[BotState] = TypeAdapter(BotState)


class RedisBotPresence(BotPresence):
    def __init__(self, redis: Redis, clock: Clock) -> None:
        self._redis = redis
        self._clock = clock

    async def report(self, state: BotState) -> None:
        text = json.dumps(plain(replace(state, seen_at=self._clock.now())))
        async with answered("The bot's state could not be told"):
            await self._redis.set(LAST, text, ex=_KEPT_S)
            await self._redis.set(NOW, text, px=round(FORGOTTEN_AFTER_S * 1000))

    async def state(self) -> BotState:
        async with answered("Whether the bot is there cannot be known"):
            now, last = await self._redis.mget(NOW, LAST)
        if now is not None:
            return _state.validate_json(now)
        if last is not None:
            return replace(_state.validate_json(last), online=False, latency_ms=None)
        return NEVER_SEEN
