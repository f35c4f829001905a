"""One connection to Redis on which the questions of many follow each other without waiting.

A pool gives each question a connection of its own, looks it over and takes it back: for what every
request of the web asks, that costs more than the question. Here a question is written at once, and
answers come in the order of the questions.
"""

import asyncio
from collections import deque
from contextlib import suppress
from typing import Any

from hiredis import pack_command
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as LineLost
from redis.exceptions import DataError, RedisError, ResponseError
from redis.exceptions import TimeoutError as NotInTime

_WITHIN_S = 1.5
"""Seconds in which an answer must come, as on the connections of a pool (`connections`), and as
many again where a line has to be opened first."""

type _Waiting = asyncio.Future[Any]


class SharedLine:
    """Takes one connection of the client's pool when it is first asked, and another when that is
    lost. It ends with the pool."""

    def __init__(self, redis: Redis, *, within_s: float = _WITHIN_S) -> None:
        # Any: the library's own pool has no types.
        self._pool: Any = redis.connection_pool
        self._within_s = within_s
        self._opening: asyncio.Task[_Line] | None = None
        self._line: _Line | None = None

    async def ask(self, *command: Any) -> Any:
        """Asked a second time on a new connection where the first was lost before it answered.
        Raises RedisError, OSError; ResponseError for what the server refuses."""
        try:
            return await self._ask(command)
        except LineLost:
            return await self._ask(command)

    async def _ask(self, command: tuple[Any, ...]) -> Any:
        line = self._line
        if line is None or line.is_lost:
            async with asyncio.timeout(self._within_s):
                line = await self._opened()
        return await line.ask(command, self._within_s)

    async def _opened(self) -> "_Line":
        """All who come while one is being opened get that one, or hear together that there is none:
        one after the other they would wait for as many times out as there are of them."""
        if self._opening is None or self._opening.done():
            self._opening = asyncio.create_task(self._open(), name="redis line opening")
            self._opening.add_done_callback(_heard)
        return await asyncio.shield(self._opening)

    async def _open(self) -> "_Line":
        self._line = _Line(await self._pool.get_connection(), self._pool)
        return self._line


def _packed(command: tuple[Any, ...]) -> bytes:
    """What cannot be packed is never asked, and must stand for no answer. Raises DataError."""
    try:
        return bytes(pack_command(command))
    except TypeError as error:
        raise DataError(str(error)) from error


def _heard(opening: "asyncio.Task[_Line]") -> None:
    """It may fail when whoever asked has left."""
    if not opening.cancelled():
        opening.exception()


class _Line:
    def __init__(self, connection: Any, pool: Any) -> None:
        self._connection = connection
        self._pool = pool
        # Silence is no trouble while nobody has asked, and each question has a time of its own.
        self._patience, connection.socket_timeout = connection.socket_timeout, None
        self._waiting: deque[_Waiting] = deque()
        self._lost = False
        self._reading = asyncio.create_task(self._read(), name="redis line")

    @property
    def is_lost(self) -> bool:
        """Also before whoever reads has heard that the connection is closed."""
        return self._lost or not self._connection.is_connected

    async def ask(self, command: tuple[Any, ...], within_s: float) -> Any:
        loop = asyncio.get_running_loop()
        packed = _packed(command)
        if not self._connection.is_connected:
            # It would connect again by itself, with nobody to read the answers.
            raise LineLost("the connection to Redis was closed")
        answer: _Waiting = loop.create_future()
        timer = loop.call_later(within_s, self._listen_once_more, answer)
        try:
            # Written before anything is awaited, so that both queues have the same order.
            self._waiting.append(answer)
            await self._connection.send_packed_command(packed, check_health=False)
            return await answer
        finally:
            timer.cancel()

    async def _read(self) -> None:
        try:
            while True:
                await self._hear()
        except (OSError, RedisError) as error:
            self._lose(LineLost(str(error)))
        finally:
            self._lose(LineLost("the connection to Redis was closed"))
            with suppress(OSError, RedisError):
                await self._connection.disconnect(nowait=True)
                self._connection.socket_timeout = self._patience
                await self._pool.release(self._connection)

    async def _hear(self) -> None:
        try:
            answer = await self._connection.read_response()
        except ResponseError as refused:
            answer = refused
        waiting = self._waiting.popleft()
        if waiting.done():
            return
        if isinstance(answer, ResponseError):
            waiting.set_exception(answer)
        else:
            waiting.set_result(answer)

    def _listen_once_more(self, answer: _Waiting) -> None:
        """It may have come in time, while this process was busy: whoever reads is told of it before
        the clock is looked at, and hears it in the next turn of the loop."""
        asyncio.get_running_loop().call_soon(self._give_up, answer)

    def _give_up(self, answer: _Waiting) -> None:
        """What still comes would be taken for the answer to another question."""
        if answer.done():
            return
        self._lose(NotInTime("Redis did not answer in time"))
        self._reading.cancel()

    def _lose(self, error: RedisError) -> None:
        self._lost = True
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_exception(error)
