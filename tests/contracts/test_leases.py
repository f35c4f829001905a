"""Leases, and turns to identify, in Valkey and in memory."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from redis.asyncio import Redis

from app.bot.gateway.local_turns import LocalTurns
from app.shared.application.ports.identify_turns import (
    ASK_AGAIN_S,
    CONNECTS_WITHIN_S,
    IDENTIFY_EVERY_S,
    IdentifyTurns,
)
from app.shared.application.ports.leases import Leases
from app.shared.domain.errors import Unavailable
from app.shared.infrastructure.redis.identify_turns import RedisIdentifyTurns
from app.shared.infrastructure.redis.leases import RedisLeases, key_of
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.leases import FakeLeases

type Pass = Callable[[float], Awaitable[None]]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def redis(clean_redis_url: str) -> AsyncIterator[Redis]:
    client = Redis.from_url(clean_redis_url)
    yield client
    await client.aclose()


class LeasesContract:
    @pytest.fixture
    def leases(self, clock: FakeClock) -> Leases:
        raise NotImplementedError("the adapter's test class provides this")

    @pytest.fixture
    def pass_time(self) -> Pass:
        """Lets so many seconds pass for the keeper of the leases."""
        raise NotImplementedError("the adapter's test class provides this")

    async def test_what_one_has_nobody_else_gets(self, leases: Leases) -> None:
        assert await leases.take("work", "ann", 30)

        assert not await leases.take("work", "ben", 30)
        assert await leases.take("other work", "ben", 30)

    async def test_it_ends_by_itself(self, leases: Leases, pass_time: Pass) -> None:
        await leases.take("work", "ann", 30)

        await pass_time(29)
        assert not await leases.take("work", "ben", 30)
        await pass_time(1)
        assert await leases.take("work", "ben", 30)
        assert not await leases.take("work", "ann", 30)

    async def test_to_take_it_again_prolongs_it(self, leases: Leases, pass_time: Pass) -> None:
        await leases.take("work", "ann", 30)
        await pass_time(20)

        assert await leases.take("work", "ann", 30)
        await pass_time(20)

        assert not await leases.take("work", "ben", 30)

    async def test_what_is_given_back_is_free_at_once(self, leases: Leases) -> None:
        await leases.take("work", "ann", 30)

        await leases.give_back("work", "ann")

        assert await leases.take("work", "ben", 30)

    async def test_nobody_gives_back_what_somebody_else_has(self, leases: Leases) -> None:
        await leases.take("work", "ann", 30)

        await leases.give_back("work", "ben")
        await leases.give_back("no work", "ben")

        assert not await leases.take("work", "ben", 30)


class TestFakeLeases(LeasesContract):
    @pytest.fixture
    def leases(self, clock: FakeClock) -> FakeLeases:
        return FakeLeases(clock)

    @pytest.fixture
    def pass_time(self, clock: FakeClock) -> Pass:
        async def pass_time(seconds: float) -> None:
            clock.advance(seconds)

        return pass_time


class TestRedisLeases(LeasesContract):
    @pytest.fixture
    def leases(self, redis: Redis) -> RedisLeases:
        return RedisLeases(redis)

    @pytest.fixture
    def pass_time(self, redis: Redis) -> Pass:
        async def pass_time(seconds: float) -> None:
            for key in await redis.keys(key_of("*")):
                left_ms = await redis.pttl(key)
                assert left_ms >= 0, "a lease that never ends"
                # Zero ends it: rounded up, since some milliseconds have really passed.
                await redis.pexpire(key, max(0, left_ms - round(seconds * 1000)))

        return pass_time


class IdentifyTurnsContract:
    @pytest.fixture
    def turns(self, clock: FakeClock) -> IdentifyTurns:
        raise NotImplementedError("the adapter's test class provides this")

    async def test_a_turn_that_was_used_closes_its_bucket_for_five_seconds(
        self, turns: IdentifyTurns, clock: FakeClock
    ) -> None:
        assert await turns.take(0, "ann") == 0
        clock.advance(3)
        await turns.identified(0)

        assert await turns.take(0, "ben") == pytest.approx(IDENTIFY_EVERY_S)
        assert await turns.take(1, "ben") == 0
        clock.advance(IDENTIFY_EVERY_S)
        assert await turns.take(0, "ben") == 0

    async def test_while_one_connects_nobody_else_does_for_a_while(
        self, turns: IdentifyTurns, clock: FakeClock
    ) -> None:
        await turns.take(0, "ann")
        assert await turns.take(0, "ben") == pytest.approx(ASK_AGAIN_S)
        clock.advance(CONNECTS_WITHIN_S - 0.1)

        assert await turns.take(0, "ben") == pytest.approx(0.1)
        clock.advance(0.1)
        assert await turns.take(0, "ben") == 0

    async def test_a_turn_that_is_given_back_is_free_and_one_that_was_used_is_not(
        self, turns: IdentifyTurns
    ) -> None:
        await turns.take(0, "ann")
        await turns.give_back(0, "ben")
        assert await turns.take(0, "ben") > 0
        await turns.give_back(0, "ann")
        assert await turns.take(0, "ben") == 0

        await turns.identified(0)
        await turns.give_back(0, "ben")

        assert await turns.take(0, "ann") > 0


class TestLocalTurns(IdentifyTurnsContract):
    @pytest.fixture
    def turns(self, clock: FakeClock) -> LocalTurns:
        return LocalTurns(clock)


class TestRedisIdentifyTurns(IdentifyTurnsContract):
    @pytest.fixture
    def turns(self, redis: Redis, clock: FakeClock) -> RedisIdentifyTurns:
        return RedisIdentifyTurns(redis, clock)


async def test_without_redis_nothing_is_known() -> None:
    redis = Redis.from_url("redis://127.0.0.1:1", retry=None)

    with pytest.raises(Unavailable):
        await RedisLeases(redis).take("work", "ann", 30)
    with pytest.raises(Unavailable):
        await RedisIdentifyTurns(redis, FakeClock()).take(0, "ann")

    await redis.aclose()
