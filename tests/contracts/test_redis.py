"""Live progress over Valkey keeps to the same contract as the fake."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from app.shared.application.ports.progress import Progress
from app.shared.domain.errors import Unavailable
from app.shared.domain.runs.run import RunId
from app.shared.infrastructure.redis.progress import RedisProgressChannel
from tests.contracts.progress import ProgressChannelContract
from tests.support.builders import a_run


class TestRedisProgressChannel(ProgressChannelContract):
    @pytest.fixture
    async def channel(self, clean_redis_url: str) -> AsyncIterator[RedisProgressChannel]:
        redis = Redis.from_url(clean_redis_url)
        yield RedisProgressChannel(redis, redis)
        await redis.aclose()


@pytest.fixture
async def nowhere() -> AsyncIterator[RedisProgressChannel]:
    """A channel over a server that is not there."""
    redis = Redis.from_url("redis://127.0.0.1:1", retry=None)
    yield RedisProgressChannel(redis, redis)
    await redis.aclose()


async def test_a_run_does_not_fail_because_nobody_can_watch(nowhere: RedisProgressChannel) -> None:
    await nowhere.publish(Progress(run=a_run()))


async def test_whoever_wants_to_watch_is_told_that_it_cannot_be(
    nowhere: RedisProgressChannel,
) -> None:
    with pytest.raises(Unavailable) as caught:
        async with nowhere.watch(RunId("run-1")):
            pass

    assert "REDIS_URL" in caught.value.remedy
