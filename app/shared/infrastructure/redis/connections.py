"""Connections to Redis: a few that all commands share, and one for each thing that is listened to.

Whoever comes while all are busy waits for the next one: a crowd that comes at once is served, and
opens no crowd of connections. What listens keeps its connection for as long as it listens, and
takes none from the commands by that.
"""

from collections.abc import Iterable
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.connection import AbstractConnection
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as ConnectionLost

COMMANDS_AT_ONCE = 20
_LISTENING_AT_ONCE = 10_000
_WITHIN_S = 1.5
"""Seconds in which the server must take a command, and answer it. One that fails is tried twice."""
_TURN_WITHIN_S = 10.0
"""Seconds to wait for a connection. That takes long where there is a crowd, not where Redis is
away: those before fail fast then."""


def for_commands(url: str) -> Redis:
    pool: BlockingConnectionPool = BlockingConnectionPool.from_url(
        url,
        max_connections=COMMANDS_AT_ONCE,
        timeout=_TURN_WITHIN_S,
        **_patience(),
    )
    pool.connection_class = _telling_of_loss(pool.connection_class)
    return Redis.from_pool(pool)


def for_listening(url: str) -> Redis:
    redis = Redis.from_url(
        url,
        max_connections=_LISTENING_AT_ONCE,
        **_patience(),
    )
    pool = redis.connection_pool
    pool.connection_class = _telling_of_loss(pool.connection_class)
    return redis


def _patience() -> dict[str, Any]:
    # Live progress is told once or not at all: a run does not wait for whoever watches.
    return {
        "socket_connect_timeout": _WITHIN_S,
        "socket_timeout": _WITHIN_S,
        "retry": Retry(NoBackoff(), 1),
    }


def _telling_of_loss(kind: type[AbstractConnection]) -> type[AbstractConnection]:
    """Connections that tell of having been lost before a command was written as of any other loss.
    `writelines` of asyncio (seen in CPython 3.12.1 and 3.13.0) fails with an AttributeError where
    the connection is gone already, which nobody takes for trouble with Redis: runs ended by it."""

    class Telling(kind):  # type: ignore[misc, valid-type]
        async def send_packed_command(
            self, command: bytes | str | Iterable[bytes], check_health: bool = True
        ) -> None:
            try:
                await super().send_packed_command(command, check_health)
            except AttributeError as error:
                raise ConnectionLost("the connection to Redis was closed") from error

    return Telling
