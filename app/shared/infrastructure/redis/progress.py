"""Live progress of runs over Redis' publish and subscribe: heard by who watches, kept nowhere."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from pydantic import TypeAdapter
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.shared.application.ports.progress import Progress, ProgressChannel
from app.shared.domain.errors import Unavailable
from app.shared.domain.fingerprint import plain
from app.shared.domain.language.saying import say
from app.shared.domain.runs.run import RunId

log = logging.getLogger(__name__)
_progress: TypeAdapter[Progress] = TypeAdapter(Progress)


class RedisProgressChannel(ProgressChannel):
    def __init__(self, redis: Redis, listening: Redis) -> None:
        self._redis = redis
        self._listening = listening

    async def publish(self, progress: Progress) -> None:
        try:
            await self._redis.publish(_channel(progress.run.id), json.dumps(plain(progress)))
        except (OSError, RedisError) as error:
            log.warning("progress was not published: %s", type(error).__name__)

    @asynccontextmanager
    async def watch(self, run_id: RunId) -> AsyncIterator[AsyncIterator[Progress]]:
        async with self._listening.pubsub(ignore_subscribe_messages=True) as subscription:
            try:
                await subscription.subscribe(_channel(run_id))
            except (OSError, RedisError) as error:
                raise _unavailable() from error
            yield _told(subscription)


async def _told(subscription: Any) -> AsyncIterator[Progress]:
    try:
        async for message in subscription.listen():
            yield _progress.validate_json(message["data"])
    except (OSError, RedisError) as error:
        raise _unavailable() from error


def _channel(run_id: RunId) -> str:
    return f"run:{run_id}"


def _unavailable() -> Unavailable:
    return Unavailable(
        say("Live progress is not to be had: Redis does not answer."),
        remedy=say("Check that Redis runs and that REDIS_URL is right; the run itself goes on."),
    )
