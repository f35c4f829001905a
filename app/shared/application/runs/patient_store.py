"""Transactions that outlast a short outage of the database."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.unit_of_work import (
    BeginUnitOfWork,
    StoreFull,
    StoreUnavailable,
    UnitOfWork,
)

PATIENCE = timedelta(minutes=5)
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 15.0


class PatientStore:
    """Repeats a transaction until the database answers again, for at most `PATIENCE`.

    A commit whose answer was lost may have happened, so the work must bear being done twice.
    """

    def __init__(self, begin: BeginUnitOfWork, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    async def __call__[T](self, work: Callable[[UnitOfWork], Awaitable[T]]) -> T:
        """Do the work in a transaction of its own. Raises what the store raises, in the end."""
        deadline = self._clock.now() + PATIENCE
        wait = _FIRST_WAIT
        while True:
            try:
                async with self._begin() as uow:
                    return await work(uow)
            except (StoreUnavailable, StoreFull):
                if self._clock.now() >= deadline:
                    raise
            await self._clock.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)
