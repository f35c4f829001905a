"""The bot's presence in Valkey and in the fake."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from app.shared.application.ports.bot_presence import FORGOTTEN_AFTER_S
from app.shared.domain.errors import Unavailable
from app.shared.infrastructure.redis.bot_presence import RedisBotPresence, now_key
from tests.contracts.bot_presence import ONLINE, BotPresenceContract, Forget
from tests.support.fakes.bot_presence import FakeBotPresence
from tests.support.fakes.clock import FakeClock


class TestFakeBotPresence(BotPresenceContract):
    @pytest.fixture
    def presence(self, clock: FakeClock) -> FakeBotPresence:
        return FakeBotPresence(clock)

    @pytest.fixture
    def forget(self, clock: FakeClock) -> Forget:
        async def forget() -> None:
            clock.advance(FORGOTTEN_AFTER_S)

        return forget


@pytest.fixture
async def redis(clean_redis_url: str) -> AsyncIterator[Redis]:
    client = Redis.from_url(clean_redis_url)
    yield client
    await client.aclose()


class TestRedisBotPresence(BotPresenceContract):
    @pytest.fixture
    def presence(self, redis: Redis, clock: FakeClock) -> RedisBotPresence:
        return RedisBotPresence(redis, clock)

    @pytest.fixture
    def forget(self, redis: Redis) -> Forget:
        async def forget() -> None:
            for key in await redis.keys(now_key("*")):
                assert await redis.pexpire(key, 0)

        return forget

    async def test_a_report_goes_by_itself(self, presence: RedisBotPresence, redis: Redis) -> None:
        await presence.report(ONLINE)

        assert 0 < await redis.pttl(now_key("0/1")) <= FORGOTTEN_AFTER_S * 1000


async def test_without_redis_nothing_is_known() -> None:
    redis = Redis.from_url("redis://127.0.0.1:1", retry=None)
    presence = RedisBotPresence(redis, FakeClock())

    with pytest.raises(Unavailable, match="cannot be known"):
        await presence.state()
    with pytest.raises(Unavailable) as caught:
        await presence.report(ONLINE)

    assert "REDIS_URL" in caught.value.remedy
    await redis.aclose()
