"""The fakes keep to the same contracts as the adapters they stand for."""

import pytest

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import LimitReached
from app.shared.application.ports.guild_lock import GuildLock
from app.shared.application.ports.progress import ProgressChannel
from app.shared.domain.runs.run import RunId
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.contracts.clock import ClockContract
from tests.contracts.guild_gateway import GuildGatewayContract
from tests.contracts.guild_lock import GuildLockContract
from tests.contracts.guild_under_test import Hand
from tests.contracts.kept import Queued
from tests.contracts.progress import ProgressChannelContract
from tests.contracts.unit_of_work import UnitOfWorkContract
from tests.support.builders import BOT, GUILD, OWNER
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.guild import FakeGuild
from tests.support.fakes.guild_gateway import FakeGateway, Mishap, lost_answer
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


class FakeHand(Hand):
    def __init__(self, gateway: FakeGateway, guild: FakeGuild) -> None:
        self._gateway = gateway
        self._guild = guild

    async def lose_next_answer(self) -> None:
        self._gateway.mishaps.append(lost_answer())

    async def limit_next_write(self, seconds: float) -> None:
        self._gateway.mishaps.append(Mishap(LimitReached("Too often.", retry_after=seconds)))

    async def refuse_token(self) -> None:
        self._gateway.refuses_token = True

    async def add_member(self, *roles: int) -> UserId:
        return self._guild.add_member(*roles)

    async def time_out(self, member: UserId) -> None:
        self._guild.timed_out.add(member)

    async def add_role_above_bot(self) -> int:
        role_id = self._guild.new_role({"name": "Boss"})
        self._guild.roles[role_id]["position"] = 200
        return role_id


class TestFakeGateway(GuildGatewayContract):
    @pytest.fixture
    def gateway(self) -> FakeGateway:
        return FakeGateway(FakeClock())

    @pytest.fixture
    def fake_guild(self, gateway: FakeGateway) -> FakeGuild:
        return gateway.add_guild(GUILD, OWNER, BOT)

    @pytest.fixture
    def guild_id(self, fake_guild: FakeGuild) -> GuildId:
        return fake_guild.id

    @pytest.fixture
    def hand(self, gateway: FakeGateway, fake_guild: FakeGuild) -> Hand:
        return FakeHand(gateway, fake_guild)
