"""Places among the requests of all processes of one bot, in Valkey and in memory."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from redis.asyncio import Redis

from app.shared.application.ports.shared_budget import (
    ASK_AGAIN_S,
    LEASE_S,
    SECOND_S,
    SharedBudget,
)
from app.shared.infrastructure.redis.connections import COMMANDS_AT_ONCE, for_commands
from app.shared.infrastructure.redis.shared_budget import RedisSharedBudget, key_of
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.shared_budget import InMemorySharedBudget

PLACES = 3

type Pass = Callable[[float], Awaitable[None]]


@pytest.fixture
async def redis(clean_redis_url: str) -> AsyncIterator[Redis]:
    client = Redis.from_url(clean_redis_url)
    yield client
    await client.aclose()


async def filled(budget: SharedBudget) -> None:
    assert [await budget.take(f"place {number}") for number in range(PLACES)] == [0] * PLACES


class SharedBudgetContract:
    @pytest.fixture
    def budget(self) -> SharedBudget:
        raise NotImplementedError("the adapter's test class provides this")

    @pytest.fixture
    def pass_time(self) -> Pass:
        """Lets so many seconds pass for the keeper of the places."""
        raise NotImplementedError("the adapter's test class provides this")

    async def test_there_are_so_many_places_and_no_more(self, budget: SharedBudget) -> None:
        await filled(budget)

        assert 0 < await budget.take("one more") <= ASK_AGAIN_S

    async def test_a_place_is_free_a_second_after_the_answer(
        self, budget: SharedBudget, pass_time: Pass
    ) -> None:
        await filled(budget)
        await budget.answered("place 0")

        # As much less as the test itself may take.
        await pass_time(SECOND_S - 0.5)
        too_early = await budget.take("one more")
        await pass_time(0.5)

        assert too_early > 0
        assert await budget.take("one more") == 0
        assert await budget.take("and another") > 0

    async def test_a_place_that_is_given_back_is_free_at_once(self, budget: SharedBudget) -> None:
        await filled(budget)

        await budget.give_back("place 1")

        assert await budget.take("one more") == 0

    async def test_who_asks_again_for_a_place_that_it_has_is_told_so(
        self, budget: SharedBudget
    ) -> None:
        """The answer may have been lost on its way."""
        await filled(budget)

        assert await budget.take("place 1") == 0
        assert await budget.take("one more") > 0

    async def test_who_died_with_a_place_loses_it(
        self, budget: SharedBudget, pass_time: Pass
    ) -> None:
        await filled(budget)

        await pass_time(LEASE_S)

        assert await budget.take("one more") == 0

    async def test_an_answer_that_comes_late_takes_no_place_anew(
        self, budget: SharedBudget, pass_time: Pass
    ) -> None:
        await filled(budget)
        await pass_time(LEASE_S)
        assert await budget.take("one") == 0

        await budget.answered("place 0")

        assert [await budget.take("two"), await budget.take("three")] == [0, 0]


class TestInMemorySharedBudget(SharedBudgetContract):
    @pytest.fixture
    def clock(self) -> FakeClock:
        return FakeClock()

    @pytest.fixture
    def budget(self, clock: FakeClock) -> InMemorySharedBudget:
        return InMemorySharedBudget(lambda: clock.now().timestamp(), PLACES)

    @pytest.fixture
    def pass_time(self, clock: FakeClock) -> Pass:
        async def pass_time(seconds: float) -> None:
            clock.advance(seconds)

        return pass_time


class TestRedisSharedBudget(SharedBudgetContract):
    @pytest.fixture
    def budget(self, redis: Redis) -> RedisSharedBudget:
        return RedisSharedBudget(redis, "bot", PLACES)

    @pytest.fixture
    def pass_time(self, redis: Redis) -> Pass:
        async def pass_time(seconds: float) -> None:
            for place in await redis.zrange(key_of("bot"), 0, -1):
                assert isinstance(place, bytes)
                await redis.zincrby(key_of("bot"), -round(seconds * 1000), place)

        return pass_time

    async def test_another_process_sees_what_this_one_has_taken(
        self, redis: Redis, budget: RedisSharedBudget
    ) -> None:
        await filled(budget)

        assert await RedisSharedBudget(redis, "bot", PLACES).take("one more") > 0
        assert await RedisSharedBudget(redis, "another bot", PLACES).take("its own") == 0

    async def test_places_are_kept_no_longer_than_they_count(
        self, redis: Redis, budget: RedisSharedBudget
    ) -> None:
        await filled(budget)

        assert 0 < await redis.pttl(key_of("bot")) <= LEASE_S * 1000


async def test_without_redis_nobody_waits_and_it_is_not_asked_again_at_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    redis = Redis.from_url("redis://127.0.0.1:1", retry=None)
    budget = RedisSharedBudget(redis, "bot", 1)

    waits = [await budget.take(f"place {number}") for number in range(3)]
    await asyncio.gather(budget.answered("place 0"), budget.give_back("place 1"))

    assert waits == [0, 0, 0]
    assert len([one for one in caplog.records if "alone" in one.message]) == 1
    await redis.aclose()


@pytest.fixture
async def hanging_url() -> AsyncIterator[str]:
    """Of a Redis that takes connections and never says a word."""

    async def hang(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await over.wait()
        writer.close()

    over = asyncio.Event()
    async with await asyncio.start_server(hang, "127.0.0.1", 0) as silent:
        yield f"redis://127.0.0.1:{silent.sockets[0].getsockname()[1]}"
        over.set()


async def test_a_redis_that_hangs_holds_nobody_up_for_long(
    hanging_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    redis = for_commands(hanging_url)
    busy = [asyncio.ensure_future(redis.get("key")) for _ in range(COMMANDS_AT_ONCE)]
    await asyncio.sleep(0)
    budget = RedisSharedBudget(redis, "bot", 1)
    now = asyncio.get_running_loop().time
    before = now()

    waits = await asyncio.gather(*(budget.take(f"place {number}") for number in range(3)))
    held_up = now() - before

    assert held_up < 1.4
    assert waits == [0, 0, 0]
    assert len([one for one in caplog.records if "alone" in one.message]) == 1
    for command in busy:
        command.cancel()
    await asyncio.gather(*busy, return_exceptions=True)
    await redis.aclose()
