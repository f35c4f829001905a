"""One at a time, and of those who wait whoever goes first."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from heapq import heappop, heappush
from itertools import count


class Turns:
    def __init__(self) -> None:
        self._is_somebodys = False
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()

    @asynccontextmanager
    async def turn(self, order: float) -> AsyncIterator[None]:
        """The least `order` is next; of the same, whoever came first."""
        if self._is_somebodys:
            await self._handed_over(order)
        self._is_somebodys = True
        try:
            yield
        finally:
            self._hand_over()

    async def _handed_over(self, order: float) -> None:
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (order, next(self._numbers), mine))
        try:
            await mine
        except asyncio.CancelledError:
            if not mine.cancelled():
                # It was handed over just now.
                self._hand_over()
            raise

    def _hand_over(self) -> None:
        """To nobody where nobody waits. It is never free between two of those who wait."""
        while self._waiting:
            _, _, next_one = heappop(self._waiting)
            if not next_one.done():
                next_one.set_result(None)
                return
        self._is_somebodys = False
