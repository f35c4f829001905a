"""Both stores of kept answers keep to one contract."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from app.shared.domain.errors import Unavailable
from app.shared.infrastructure.redis.kept_answers import RedisKeptAnswers
from tests.contracts.kept_answers import ANSWER, KeptAnswersContract
from tests.support.fakes.kept_answers import FakeKeptAnswers


class TestFakeKeptAnswers(KeptAnswersContract):
    @pytest.fixture
    def answers(self) -> FakeKeptAnswers:
        return FakeKeptAnswers()


class TestRedisKeptAnswers(KeptAnswersContract):
    @pytest.fixture
    async def redis(self, clean_redis_url: str) -> AsyncIterator[Redis]:
        redis = Redis.from_url(clean_redis_url)
        yield redis
        await redis.aclose()

    @pytest.fixture
    def answers(self, redis: Redis) -> RedisKeptAnswers:
        return RedisKeptAnswers(redis)

    async def test_answers_are_kept_for_a_day_and_claims_for_two_minutes(
        self, answers: RedisKeptAnswers, redis: Redis
    ) -> None:
        await answers.claim("key", "request")
        (name,) = await redis.keys()
        claimed_for = await redis.ttl(name)
        await answers.keep("key", "request", ANSWER)
        kept_for = await redis.ttl(name)

        assert 110 < claimed_for <= 120
        assert 86_390 < kept_for <= 86_400

    async def test_a_key_of_anybody_stands_in_no_name(
        self, answers: RedisKeptAnswers, redis: Redis
    ) -> None:
        await answers.claim("user:1 secret-looking-key", "request")

        assert "secret" not in str(await redis.keys())


async def test_without_redis_nobody_is_sent_ahead() -> None:
    redis = Redis.from_url("redis://127.0.0.1:1", retry=None)

    with pytest.raises(Unavailable):
        await RedisKeptAnswers(redis).claim("key", "request")

    await redis.aclose()
