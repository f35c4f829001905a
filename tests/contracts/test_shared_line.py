"""Many ask on one connection to Valkey, and each gets the answer to their own question."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import DataError, ResponseError
from redis.exceptions import TimeoutError as NotInTime

from app.shared.infrastructure.redis.shared_line import SharedLine


@pytest.fixture
async def redis(clean_redis_url: str) -> AsyncIterator[Redis]:
    client = Redis.from_url(clean_redis_url, client_name="asker")
    yield client
    await client.aclose()


@pytest.fixture
async def beside(clean_redis_url: str) -> AsyncIterator[Redis]:
    client = Redis.from_url(clean_redis_url)
    yield client
    await client.aclose()


async def lines(beside: Redis) -> list[str]:
    return [one["id"] for one in await beside.client_list() if one["name"] == "asker"]


async def test_each_gets_their_own_answer_on_one_connection(redis: Redis, beside: Redis) -> None:
    line = SharedLine(redis)

    answers = await asyncio.gather(*(line.ask("ECHO", f"question {n}") for n in range(200)))

    assert answers == [f"question {n}".encode() for n in range(200)]
    assert len(await lines(beside)) == 1


async def test_a_refusal_is_told_to_who_asked_and_to_nobody_else(redis: Redis) -> None:
    line = SharedLine(redis)

    answers = await asyncio.gather(
        line.ask("ECHO", "before"),
        line.ask("EVALSHA", "no-such-script", 0),
        line.ask("ECHO", "after"),
        return_exceptions=True,
    )

    assert (answers[0], answers[2]) == (b"before", b"after")
    assert isinstance(answers[1], ResponseError)


async def test_who_gives_up_gets_nobody_elses_answer(redis: Redis, beside: Redis) -> None:
    line = SharedLine(redis)
    await line.ask("PING")
    before = await lines(beside)
    await beside.client_pause(100, all=True)
    gone = asyncio.create_task(line.ask("ECHO", "gone"))
    stays = asyncio.create_task(line.ask("ECHO", "stays"))
    await asyncio.sleep(0)

    gone.cancel()

    assert await stays == b"stays"
    assert await lines(beside) == before


async def test_an_answer_is_heard_that_came_while_the_process_was_busy(redis: Redis) -> None:
    line = SharedLine(redis, within_s=0.05)
    await line.ask("PING")
    asked = asyncio.create_task(line.ask("PING"))
    await asyncio.sleep(0)

    busy_until = time.monotonic() + 0.1
    while time.monotonic() < busy_until:
        pass

    assert await asked == b"PONG"


async def test_a_line_that_the_server_has_cut_is_replaced(redis: Redis, beside: Redis) -> None:
    line = SharedLine(redis)
    await line.ask("PING")
    [first] = await lines(beside)
    waiting = asyncio.create_task(line.ask("BLPOP", "queue", "0"))
    while not (await beside.info("clients"))["blocked_clients"]:
        pass

    await beside.client_kill_filter(_id=first)
    await beside.lpush("queue", "asked again")

    assert await waiting == [b"queue", b"asked again"]
    assert first not in await lines(beside)


async def test_silence_is_told_and_the_late_answer_is_nobodys(redis: Redis, beside: Redis) -> None:
    line = SharedLine(redis, within_s=0.05)
    await line.ask("PING")
    [first] = await lines(beside)

    with pytest.raises(NotInTime):
        await line.ask("BLPOP", "queue", "0")

    assert await line.ask("ECHO", "next") == b"next"
    async with asyncio.timeout(5):
        while first in await lines(beside):
            pass


async def test_long_silence_while_nobody_asks_is_no_trouble(
    clean_redis_url: str, beside: Redis
) -> None:
    client = Redis.from_url(clean_redis_url, socket_timeout=0.02, client_name="asker")
    line = SharedLine(client)
    await line.ask("PING")
    before = await lines(beside)

    await beside.blpop(["nothing"], timeout=0.1)

    assert await line.ask("ECHO", "still there") == b"still there"
    assert await lines(beside) == before
    await client.aclose()


async def test_it_ends_with_the_client(clean_redis_url: str, beside: Redis) -> None:
    client = Redis.from_url(clean_redis_url, client_name="asker")
    await SharedLine(client).ask("PING")

    await client.aclose()

    async with asyncio.timeout(5):
        while await lines(beside):
            await beside.ping()


async def test_all_who_come_while_redis_is_away_hear_it_at_once(clean_redis_url: str) -> None:
    class Away(BlockingConnectionPool):
        tries = 0

        async def get_connection(self, *_: object, **__: object) -> AbstractConnection:
            self.tries += 1
            await asyncio.sleep(0)
            raise NotInTime("Timeout connecting to server")

    pool = Away.from_url(clean_redis_url)
    line = SharedLine(Redis.from_pool(pool))

    answers = await asyncio.gather(*(line.ask("PING") for _ in range(50)), return_exceptions=True)

    assert {type(answer) for answer in answers} == {NotInTime}
    assert pool.tries == 1


async def test_who_leaves_while_a_line_is_opened_takes_it_from_nobody(redis: Redis) -> None:
    line = SharedLine(redis)
    gone, stays = (asyncio.create_task(line.ask("ECHO", name)) for name in ("gone", "stays"))
    await asyncio.sleep(0)

    gone.cancel()

    assert await stays == b"stays"


async def test_what_cannot_be_asked_takes_nobodys_answer(redis: Redis) -> None:
    line = SharedLine(redis)
    await line.ask("PING")

    with pytest.raises(DataError):
        await line.ask("ECHO", None)

    answers = await asyncio.gather(*(line.ask("ECHO", name) for name in ("a", "b")))
    assert answers == [b"a", b"b"]


async def test_who_comes_right_after_a_line_was_closed_gets_a_new_one(redis: Redis) -> None:
    line = SharedLine(redis)
    await line.ask("PING")
    [connection] = redis.connection_pool._in_use_connections

    await connection.disconnect(nowait=True)

    assert await line.ask("ECHO", "next") == b"next"
