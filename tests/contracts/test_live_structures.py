"""Live guilds in Valkey and in the fake."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from app.shared.domain.errors import Unavailable
from app.shared.infrastructure.redis.live_structures import RedisLiveStructures
from tests.contracts.live_structures import RAW, LiveStructuresContract
from tests.support.builders import GUILD
from tests.support.fakes.live_structures import FakeLiveStructures


class TestFakeLiveStructures(LiveStructuresContract):
    @pytest.fixture
    def live(self) -> FakeLiveStructures:
        return FakeLiveStructures()


class TestRedisLiveStructures(LiveStructuresContract):
    @pytest.fixture
    async def redis(self, clean_redis_url: str) -> AsyncIterator[Redis]:
        client = Redis.from_url(clean_redis_url)
        yield client
        await client.aclose()

    @pytest.fixture
    def live(self, redis: Redis) -> RedisLiveStructures:
        return RedisLiveStructures(redis)

    async def test_a_guild_is_kept_small_and_not_for_ever(
        self, live: RedisLiveStructures, redis: Redis
    ) -> None:
        channel = {"name": "lobby", "permission_overwrites": [{"id": "1", "allow": "0"}] * 3}
        raw = {**RAW, "channels": {str(number): channel for number in range(60)}}

        await live.put(GUILD, raw, after=0, reconciled_at=None)

        (key,) = await redis.keys("*")
        assert 0 < await redis.hstrlen(key, "raw") < 2000
        assert await redis.ttl(key) > 0


async def test_without_redis_it_is_said() -> None:
    redis = Redis.from_url("redis://127.0.0.1:1", retry=None)
    live = RedisLiveStructures(redis)

    for call in (live.get(GUILD), live.put(GUILD, RAW, after=0, reconciled_at=None)):
        with pytest.raises(Unavailable):
            await call

    await redis.aclose()
