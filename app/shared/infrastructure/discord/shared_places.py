"""A place among all processes' requests, waited for in the order of the limiter."""

import asyncio
import secrets
from itertools import count

from app.shared.application.ports.shared_budget import SharedBudget
from app.shared.infrastructure.discord.limiter.timer import Timer, sleep
from app.shared.infrastructure.discord.turns import Turns


class Alone(SharedBudget):
    """Nobody else sends with this token: what the process's own limiter counts is all."""

    async def take(self, place: str) -> float:  # noqa: ARG002 - the port's
        return 0.0

    async def answered(self, place: str) -> None:
        pass

    async def give_back(self, place: str) -> None:
        pass


class TooLong(Exception):
    """There was no place within the patience. `again` is in how many seconds to ask."""

    def __init__(self, again: float) -> None:
        super().__init__(again)
        self.again = again


class SharedPlaces:
    def __init__(self, budget: SharedBudget, timer: Timer) -> None:
        self._budget = budget
        self._timer = timer
        self._turns = Turns()
        self._process = secrets.token_hex(4)
        self._numbers = count()

    async def taken(self, patience: float, order: float = 0.0) -> str:
        """The least `order` is first, as in the limiter: a person's click does not stand behind
        all of a run. Raises TooLong."""
        place = f"{self._process}-{next(self._numbers)}"
        until = self._timer.now() + patience
        async with self._turns.turn(order):
            try:
                while (wait := await self._budget.take(place)) > 0:
                    if self._timer.now() + wait > until:
                        raise TooLong(wait)
                    await sleep(self._timer, wait)
            except asyncio.CancelledError:
                # It may have been taken just now.
                await self._budget.give_back(place)
                raise
        return place

    async def answered(self, place: str) -> None:
        await self._budget.answered(place)

    async def give_back(self, place: str) -> None:
        await self._budget.give_back(place)
