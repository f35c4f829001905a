"""The fakes keep to the same contracts as the adapters they stand for."""

import pytest

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_lock import GuildLock
from app.shared.application.ports.progress import ProgressChannel
from app.shared.domain.runs.run import RunId
from tests.contracts.clock import ClockContract
from tests.contracts.guild_lock import GuildLockContract
from tests.contracts.progress import ProgressChannelContract
from tests.contracts.unit_of_work import Queued, UnitOfWorkContract
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.guild_lock import FakeGuildLock
from tests.support.fakes.progress import FakeProgressChannel
from tests.support.fakes.unit_of_work import InMemoryStore


class TestInMemoryStore(UnitOfWorkContract):
    @pytest.fixture
    def begin(self) -> InMemoryStore:
        return InMemoryStore()

    @pytest.fixture
    def queued(self, begin: InMemoryStore) -> Queued:
        async def queued() -> list[RunId]:
            return begin.tables.queue

        return queued


class TestFakeClock(ClockContract):
    @pytest.fixture
    def clock(self) -> Clock:
        return FakeClock()


class TestFakeGuildLock(GuildLockContract):
    @pytest.fixture
    def lock(self) -> FakeGuildLock:
        return FakeGuildLock()

    @pytest.fixture
    def other_lock(self, lock: FakeGuildLock) -> GuildLock:
        return FakeGuildLock(lock.held)


class TestFakeProgressChannel(ProgressChannelContract):
    @pytest.fixture
    def channel(self) -> ProgressChannel:
        return FakeProgressChannel()
