"""How the connections to Valkey are shared out."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as ConnectionLost

from app.shared.domain.runs.run import RunId
from app.shared.infrastructure.redis.connections import (
    COMMANDS_AT_ONCE,
    for_commands,
    for_listening,
)
from app.shared.infrastructure.redis.progress import RedisProgressChannel


@pytest.fixture
async def commands(clean_redis_url: str) -> AsyncIterator[Redis]:
    redis = for_commands(clean_redis_url)
    yield redis
    await redis.aclose()


@pytest.fixture
async def listening(clean_redis_url: str) -> AsyncIterator[Redis]:
    redis = for_listening(clean_redis_url)
    yield redis
    await redis.aclose()


async def test_a_crowd_that_comes_at_once_is_served_over_few_connections(commands: Redis) -> None:
    crowd = COMMANDS_AT_ONCE * 15

    answers = await asyncio.gather(*(commands.echo(str(number)) for number in range(crowd)))
    connected = await commands.info("clients")

    assert answers == [str(number).encode() for number in range(crowd)]
    assert connected["connected_clients"] <= COMMANDS_AT_ONCE


async def test_whoever_listens_takes_no_connection_from_the_commands(
    commands: Redis, listening: Redis
) -> None:
    channel = RedisProgressChannel(commands, listening)
    watched = [channel.watch(RunId(f"run-{n}")) for n in range(COMMANDS_AT_ONCE + 5)]
    for one in watched:
        await one.__aenter__()

    async with asyncio.timeout(2):
        answer = await commands.echo("still here")

    for one in watched:
        await one.__aexit__(None, None, None)
    assert answer == b"still here"


@pytest.mark.parametrize("patient", [True, False])
async def test_a_connection_that_is_lost_before_it_is_written_to_is_trouble_with_redis(
    commands: Redis, *, patient: bool
) -> None:
    pool: Any = commands.connection_pool
    connection = await pool.get_connection()
    if patient:
        connection.socket_timeout = None
    # Lost for asyncio from the next turn on, and nobody has read that yet: the library takes it
    # for connected.
    connection._writer.transport.abort()
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    with pytest.raises(ConnectionLost):
        await connection.send_command("PING")

    await pool.release(connection)
