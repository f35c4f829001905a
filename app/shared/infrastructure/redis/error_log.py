"""Lines behind references in Redis: a short list per reference, which goes by itself."""

import json
from typing import Any

from pydantic import TypeAdapter
from redis.asyncio import Redis

from app.shared.application.ports.error_log import KEPT_FOR, MOST_LINES, ErrorLine, ErrorLog
from app.shared.domain.fingerprint import plain
from app.shared.domain.language.saying import to_say
from app.shared.infrastructure.redis.trouble import answered

_line: TypeAdapter[ErrorLine] = TypeAdapter(ErrorLine)
_LOST = to_say("What stands behind a reference is not known")


class RedisErrorLog(ErrorLog):
    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def keep(self, reference: str, line: ErrorLine) -> None:
        orders: Any
        async with answered(_LOST), self._redis.pipeline() as orders:
            orders.rpush(_key(reference), json.dumps(plain(line)))
            orders.ltrim(_key(reference), -MOST_LINES, -1)
            orders.expire(_key(reference), KEPT_FOR)
            await orders.execute()

    async def lines(self, reference: str) -> tuple[ErrorLine, ...]:
        async with answered(_LOST):
            kept: Any = await self._redis.lrange(_key(reference), 0, -1)
        return tuple(_line.validate_json(one) for one in kept)


def _key(reference: str) -> str:
    return f"error:{reference}"
