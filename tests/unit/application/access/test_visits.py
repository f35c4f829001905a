"""Visits are kept once a minute, and nobody is asked in between."""

from contextlib import AbstractAsyncContextManager

from app.shared.application.access.visits import RecordVisit
from app.shared.application.ports.unit_of_work import UnitOfWork
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.unit_of_work import InMemoryStore

WREN, HERE, ELSEWHERE = UserId(42), GuildId(1), GuildId(2)


class CountingStore(InMemoryStore):
    begun = 0

    def __call__(self) -> AbstractAsyncContextManager[UnitOfWork]:
        self.begun += 1
        return super().__call__()


async def test_clicking_within_a_minute_asks_the_store_once_for_each_guild() -> None:
    clock, store = FakeClock(), CountingStore()
    record = RecordVisit(store, clock)

    for guild in (HERE, HERE, ELSEWHERE, HERE):
        await record(WREN, guild)
    within = store.begun
    clock.advance(60)
    await record(WREN, HERE)

    assert (within, store.begun) == (2, 3)
