"""The bot's presence in Redis: a report of each process that goes by itself, and a last one of each
that stays a day.

guildwright:bot:last             by the shards that a process holds: its last report
guildwright:bot:now:<shards>     the same for as long as it counts
"""

import json
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter
from redis.asyncio import Redis

from app.shared.application.ports.bot_presence import (
    FORGOTTEN_AFTER_S,
    BotPresence,
    BotState,
    together,
)
from app.shared.application.ports.clock import Clock
from app.shared.domain.fingerprint import plain
from app.shared.domain.language.saying import to_say
from app.shared.infrastructure.redis.trouble import answered

LAST = "guildwright:bot:last"
_KEPT_S = 24 * 60 * 60
_state: TypeAdapter[BotState] = TypeAdapter(BotState)


class RedisBotPresence(BotPresence):
    def __init__(self, redis: Redis, clock: Clock) -> None:
        self._redis = redis
        self._clock = clock

    async def report(self, state: BotState) -> None:
        text = json.dumps(plain(replace(state, seen_at=self._clock.now())))
        name = _name(state)
        orders: Any
        async with (
            answered(to_say("The bot's state could not be told")),
            self._redis.pipeline() as orders,
        ):
            orders.hset(LAST, name, text)
            orders.expire(LAST, _KEPT_S)
            orders.set(now_key(name), text, px=round(FORGOTTEN_AFTER_S * 1000))
            await orders.execute()

    async def state(self) -> BotState:
        async with answered(to_say("Whether the bot is there cannot be known")):
            # One kind of reply for all ages of the client's typing.
            last: Any = await self._redis.hgetall(LAST)
            keys = [now_key(name.decode()) for name in last]
            now: Any = await self._redis.mget(keys) if keys else []
        return together(
            [_state.validate_json(text) for text in now if text is not None],
            [_state.validate_json(text) for text in last.values()],
        )


def now_key(name: str) -> str:
    return f"guildwright:bot:now:{name}"


def _name(state: BotState) -> str:
    return f"{','.join(map(str, state.shards))}/{state.shard_count}"
