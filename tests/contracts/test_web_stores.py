"""What the web keeps in Valkey keeps to the same contracts as the fakes, and holds no secret."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from app.shared.application.ports.rate_limits import Allowance, RateLimits
from app.shared.application.ports.sign_in import ATTEMPT_SECONDS, SignInAttempts
from app.shared.application.ports.web_sessions import (
    IDLE,
    LONGEST,
    SessionSecret,
    WebSessions,
)
from app.shared.domain.errors import Unavailable
from app.shared.infrastructure.clock import SystemClock
from app.shared.infrastructure.redis.counted_sessions import RedisCountedSessions
from app.shared.infrastructure.redis.rate_limits import RedisRateLimits
from app.shared.infrastructure.redis.sign_in_attempts import RedisSignInAttempts
from app.shared.infrastructure.redis.web_sessions import RedisWebSessions
from tests.contracts.counted_sessions import HERE, OF_SESSION, CountedSessionsContract, Door
from tests.contracts.rate_limits import RateLimitsContract
from tests.contracts.sign_in_attempts import ATTEMPT, SignInAttemptsContract
from tests.contracts.web_sessions import BROWSER, GUILDS, WREN, WebSessionsContract
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.counted_sessions import FakeCountedSessions
from tests.support.fakes.rate_limits import FakeRateLimits
from tests.support.fakes.sign_in import FakeSignInAttempts
from tests.support.fakes.web_sessions import FakeWebSessions


@pytest.fixture
async def redis(clean_redis_url: str) -> AsyncIterator[Redis]:
    client = Redis.from_url(clean_redis_url)
    yield client
    await client.aclose()


@pytest.fixture
async def nowhere() -> AsyncIterator[Redis]:
    client = Redis.from_url("redis://127.0.0.1:1", retry=None)
    yield client
    await client.aclose()


class TestFakeWebSessions(WebSessionsContract):
    @pytest.fixture
    def sessions(self, clock: FakeClock) -> WebSessions:
        return FakeWebSessions(clock)


class TestRedisWebSessions(WebSessionsContract):
    @pytest.fixture
    def clock(self) -> FakeClock:
        """From today: Redis lets things go by its own clock."""
        return FakeClock(SystemClock().now())

    @pytest.fixture
    def sessions(self, redis: Redis, clock: FakeClock) -> WebSessions:
        return RedisWebSessions(redis, clock)


class TestFakeSignInAttempts(SignInAttemptsContract):
    @pytest.fixture
    def attempts(self) -> SignInAttempts:
        return FakeSignInAttempts()


class TestRedisSignInAttempts(SignInAttemptsContract):
    @pytest.fixture
    def attempts(self, redis: Redis) -> SignInAttempts:
        return RedisSignInAttempts(redis)


class TestFakeRateLimits(RateLimitsContract):
    @pytest.fixture
    def limits(self) -> RateLimits:
        return FakeRateLimits()


class TestRedisRateLimits(RateLimitsContract):
    @pytest.fixture
    def limits(self, redis: Redis) -> RateLimits:
        return RedisRateLimits(redis)


class TestFakeCountedSessions(CountedSessionsContract):
    @pytest.fixture
    def door(self, clock: FakeClock) -> Door:
        sessions, limits = FakeWebSessions(clock), FakeRateLimits()
        return Door(FakeCountedSessions(sessions, limits), sessions, limits)


class TestRedisCountedSessions(CountedSessionsContract):
    @pytest.fixture
    def clock(self) -> FakeClock:
        """From today: Redis lets things go by its own clock."""
        return FakeClock(SystemClock().now())

    @pytest.fixture
    def door(self, redis: Redis, clock: FakeClock) -> Door:
        sessions = RedisWebSessions(redis, clock)
        return Door(RedisCountedSessions(redis, sessions), sessions, RedisRateLimits(redis))

    async def test_it_asks_once(self, door: Door, redis: Redis) -> None:
        secret, _ = await door.sessions.begin(WREN, (), BROWSER)
        await door.find(secret)
        before = await redis.info("commandstats")

        await door.find(secret)

        after = await redis.info("commandstats")
        sent = {
            name: stats["calls"] - before.get(name, {"calls": 0})["calls"]
            for name, stats in after.items()
            if name in {"cmdstat_evalsha", "cmdstat_eval", "cmdstat_set", "cmdstat_zadd"}
        }
        assert sum(sent.values()) == sent["cmdstat_evalsha"] == 1

    async def test_made_up_secrets_leave_nothing_behind(self, door: Door, redis: Redis) -> None:
        for number in range(3):
            await door.find(SessionSecret(f"made-up-{number}"))

        assert await redis.keys() == [f"rate:address:{HERE}".encode()]

    async def test_counts_go_by_themselves(self, door: Door, redis: Redis) -> None:
        secret, session = await door.sessions.begin(WREN, (), BROWSER)
        await door.find(secret)

        left = await redis.ttl(f"rate:session:{session.handle}")

        assert OF_SESSION.seconds < left <= 2 * OF_SESSION.seconds


async def test_what_was_done_in_the_window_before_still_counts(redis: Redis) -> None:
    """Else a script at the turn of a window would get the allowance twice."""
    seconds, key = await redis.time(), "rate:ten:somebody"
    ten = Allowance("ten", 10, 100_000_000)
    window = int(seconds[0]) // ten.seconds
    gone = int(seconds[0]) % ten.seconds / ten.seconds
    await redis.hset(key, mapping={"window": window - 1, "now": 10, "before": 0})

    passed = 0
    while await RedisRateLimits(redis).hit(ten, "somebody") is None:
        passed += 1

    assert passed == int(10 * gone)


async def everything_in(redis: Redis) -> str:
    """Keys and values, and what is in the index."""
    found = []
    async for key in redis.scan_iter():
        kind = await redis.type(key)
        value = await (redis.get(key) if kind == b"string" else redis.zrange(key, 0, -1))
        found.append(f"{key!r} {value!r}")
    return "\n".join(found)


async def test_whoever_reads_the_store_can_sign_in_as_nobody(redis: Redis) -> None:
    secret, session = await RedisWebSessions(redis, SystemClock()).begin(WREN, GUILDS, BROWSER)
    await RedisSignInAttempts(redis).keep(browser="the-browser", state="the-state", attempt=ATTEMPT)

    everything = await everything_in(redis)

    assert session.csrf in everything
    for hidden in (secret, "the-browser", "the-state"):
        assert hidden not in everything


async def test_everything_goes_by_itself(redis: Redis) -> None:
    await RedisWebSessions(redis, SystemClock()).begin(WREN, GUILDS, BROWSER)
    await RedisSignInAttempts(redis).keep(browser="b", state="s", attempt=ATTEMPT)

    lives = {key.decode(): await redis.ttl(key) async for key in redis.scan_iter()}

    assert len(lives) == 4
    for key, seconds in lives.items():
        if key.startswith("sign-in:"):
            assert 0 < seconds <= ATTEMPT_SECONDS
        elif key.endswith(":guilds") or key.startswith("sessions:"):
            assert IDLE.total_seconds() < seconds <= LONGEST.total_seconds()
        else:
            assert 0 < seconds <= IDLE.total_seconds()


async def test_a_session_that_ends_while_it_is_used_does_not_come_back(redis: Redis) -> None:
    clock = FakeClock(SystemClock().now())
    sessions = RedisWebSessions(redis, clock)
    for _ in range(20):
        secret, session = await sessions.begin(WREN, (), BROWSER)
        clock.advance(120)

        await asyncio.gather(
            sessions.find(secret), sessions.end(WREN.id, session.handle), sessions.find(secret)
        )

        assert await sessions.find(secret) is None


async def test_processes_count_together(redis: Redis, clean_redis_url: str) -> None:
    other = Redis.from_url(clean_redis_url)
    once = Allowance("once", 1, 60)

    first = await RedisRateLimits(redis).hit(once, "somebody")
    second = await RedisRateLimits(other).hit(once, "somebody")

    await other.aclose()
    assert first is None
    assert second is not None


async def test_without_redis_each_says_so(nowhere: Redis) -> None:
    sessions = RedisWebSessions(nowhere, SystemClock())

    with pytest.raises(Unavailable, match="Redis does not answer"):
        await sessions.begin(WREN, (), BROWSER)
    with pytest.raises(Unavailable, match="Redis does not answer"):
        await sessions.list_of(WREN.id)
    with pytest.raises(Unavailable, match="Redis does not answer"):
        await RedisSignInAttempts(nowhere).take(browser="b", state="s")
    with pytest.raises(Unavailable, match="Redis does not answer"):
        await RedisRateLimits(nowhere).hit(Allowance("once", 1, 60), "somebody")
