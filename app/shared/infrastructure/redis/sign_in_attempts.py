"""Attempts to sign in, in Redis: each goes with the one who takes it, or by itself."""

import hashlib
import json

from pydantic import TypeAdapter
from redis.asyncio import Redis

from app.shared.application.ports.sign_in import ATTEMPT_SECONDS, Attempt, SignInAttempts
from app.shared.domain.fingerprint import plain
from app.shared.domain.language.saying import to_say
from app.shared.infrastructure.redis.trouble import answered

_attempt: TypeAdapter[Attempt] = TypeAdapter(Attempt)
_NOT_NOW = to_say("Nobody can sign in just now")


class RedisSignInAttempts(SignInAttempts):
    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def keep(self, *, browser: str, state: str, attempt: Attempt) -> None:
        async with answered(_NOT_NOW):
            text = json.dumps(plain(attempt))
            await self._redis.set(_key(browser, state), text, ex=ATTEMPT_SECONDS)

    async def take(self, *, browser: str, state: str) -> Attempt | None:
        async with answered(_NOT_NOW):
            text = await self._redis.getdel(_key(browser, state))
        return None if text is None else _attempt.validate_json(text)


def _key(browser: str, state: str) -> str:
    return f"sign-in:{_hashed(browser)}:{_hashed(state)}"


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
