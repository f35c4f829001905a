"""Both lists of editors keep to one contract."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from app.shared.infrastructure.redis.editing import RedisEditing
from tests.contracts.editing import EditingContract
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.editing import FakeEditing


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


class TestFakeEditing(EditingContract):
    @pytest.fixture
    def editing(self, clock: FakeClock) -> FakeEditing:
        return FakeEditing(clock)


class TestRedisEditing(EditingContract):
    @pytest.fixture
    async def editing(self, clean_redis_url: str, clock: FakeClock) -> AsyncIterator[RedisEditing]:
        redis = Redis.from_url(clean_redis_url)
        yield RedisEditing(redis, clock)
        await redis.aclose()
