"""The stream of access events over Valkey and in the fake."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from app.shared.application.ports.access_events import AccessChanged
from app.shared.domain.errors import Unavailable
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.redis.access_events import CHANNEL, RedisAccessEvents
from tests.contracts.access_events import EVENTS, AccessEventsContract, BreakStream
from tests.support.fakes.access_events import FakeAccessEvents


class TestFakeAccessEvents(AccessEventsContract):
    @pytest.fixture
    def events(self) -> FakeAccessEvents:
        return FakeAccessEvents()

    @pytest.fixture
    def break_stream(self, events: FakeAccessEvents) -> BreakStream:
        async def break_stream() -> None:
            events.break_stream()
            events.mend()

        return break_stream


@pytest.fixture(params=[0, 1], ids=["once", "again"])
async def redis(clean_redis_url: str, request: pytest.FixtureRequest) -> AsyncIterator[Redis]:
    """A client that gives up at the first failure, and one that comes back by itself."""
    client = Redis.from_url(clean_redis_url, retry=Retry(NoBackoff(), request.param))
    yield client
    await client.aclose()


class TestRedisAccessEvents(AccessEventsContract):
    @pytest.fixture
    def events(self, redis: Redis) -> RedisAccessEvents:
        return RedisAccessEvents(redis, redis)

    @pytest.fixture
    def break_stream(self, redis: Redis) -> BreakStream:
        async def break_stream() -> None:
            assert await redis.client_kill_filter(_type="pubsub") == 1

        return break_stream


async def test_what_is_not_understood_means_that_everything_may_have_changed(redis: Redis) -> None:
    async with RedisAccessEvents(redis, redis).watch() as heard, asyncio.timeout(5):
        for text in ("[]", "not JSON", '{"access": {"guild": "1", "user": null}}'):
            await redis.publish(CHANNEL, text)

            assert await anext(heard) == AccessChanged(guild_id=None)


async def test_a_quiet_stream_is_asked_whether_it_lives_and_goes_on(redis: Redis) -> None:
    events = RedisAccessEvents(redis, redis, quiet_s=0.01)
    event = AccessChanged(guild_id=GuildId(1))

    async with events.watch() as heard, asyncio.timeout(5):
        waiting = asyncio.ensure_future(anext(heard))
        await _pings(redis, 2)
        await events.publish(event)

        assert await waiting == event


async def test_a_server_that_keeps_silent_breaks_the_stream(redis: Redis) -> None:
    events = RedisAccessEvents(redis, redis, quiet_s=0.05)

    async with events.watch() as heard, asyncio.timeout(5):
        await redis.client_pause(2000)

        with pytest.raises(Unavailable, match="not heard"):
            await anext(heard)
    await redis.client_unpause()


async def test_without_redis_nobody_is_told_and_nobody_hears() -> None:
    redis = Redis.from_url("redis://127.0.0.1:1", retry=None)
    events = RedisAccessEvents(redis, redis)

    with pytest.raises(Unavailable) as caught:
        await events.publish(EVENTS[0])
    with pytest.raises(Unavailable):
        async with events.watch():
            pass

    assert "REDIS_URL" in caught.value.remedy
    await redis.aclose()


async def _pings(redis: Redis, number: int) -> None:
    """Comes back after that many have been answered."""
    answered = 0
    while answered < number:
        statistics = await redis.info("commandstats")
        answered = statistics.get("cmdstat_ping", {}).get("calls", 0)
