"""Kept answers in Redis: one value per key, claimed by whoever sets it first."""

import base64
import hashlib
import json
from typing import Any

from redis.asyncio import Redis

from app.shared.application.ports.kept_answers import (
    KEPT_FOR,
    WORKED_AT_FOR,
    KeptAnswer,
    KeptAnswers,
    key_used_otherwise,
    still_worked_at,
)
from app.shared.domain.language.saying import to_say
from app.shared.infrastructure.redis.trouble import answered

_LOST = to_say("A repeated request could not be told from a new one")


class RedisKeptAnswers(KeptAnswers):
    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def claim(self, name: str, request: str) -> KeptAnswer | None:
        mark = json.dumps({"request": request})
        async with answered(_LOST):
            kept: Any = await self._redis.set(_key(name), mark, nx=True, get=True, ex=WORKED_AT_FOR)
        if kept is None:
            return None
        found = json.loads(kept)
        if found["request"] != request:
            raise key_used_otherwise()
        if "status" not in found:
            raise still_worked_at()
        return _read(found)

    async def keep(self, name: str, request: str, answer: KeptAnswer) -> None:
        async with answered(_LOST):
            await self._redis.set(_key(name), _written(request, answer), ex=KEPT_FOR)

    async def let_go(self, name: str) -> None:
        async with answered(_LOST):
            await self._redis.delete(_key(name))


def _key(name: str) -> str:
    """What people send as a key may have any length and any character."""
    return f"answer:{hashlib.sha256(name.encode()).hexdigest()}"


def _written(request: str, answer: KeptAnswer) -> str:
    return json.dumps(
        {
            "request": request,
            "status": answer.status,
            "headers": answer.headers,
            "body": base64.b64encode(answer.body).decode(),
        }
    )


def _read(found: dict[str, Any]) -> KeptAnswer:
    return KeptAnswer(
        status=found["status"],
        headers=tuple((name, value) for name, value in found["headers"]),
        body=base64.b64decode(found["body"]),
    )
