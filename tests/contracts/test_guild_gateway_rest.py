"""The REST adapter keeps to the gateway's contract, against a running sandbox."""

from collections.abc import AsyncGenerator

import pytest

from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.sandbox.limits.orders import RefusalOrder
from app.sandbox.seed.building import add_member, add_role, add_user
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.contracts.guild_gateway import GuildGatewayContract
from tests.contracts.guild_under_test import Hand
from tests.support.sandbox import SmallGuild, running_sandbox
from tests.support.sandbox_client import connected

_WRITES = ("POST", "PATCH", "PUT", "DELETE")


class SandboxHand(Hand):
    def __init__(self, place: SmallGuild) -> None:
        self._place = place

    async def lose_next_answer(self) -> None:
        """Only what creates is unsure; the contract loses nothing else."""
        self._place.sandbox.faults.add(Fault(FaultKind.DROP, Moment.AFTER, method="POST"))

    async def limit_next_write(self, seconds: float) -> None:
        for method in _WRITES:
            self._place.sandbox.limits.enabled = True
            self._place.sandbox.limits.refuse(
                RefusalOrder(method=method, retry_after=seconds, remaining=3)
            )

    async def refuse_token(self) -> None:
        self._place.application.token = "reset.in.the.portal"

    async def add_member(self, *roles: int) -> UserId:
        user = add_user(self._place.world, f"user{len(self._place.world.users)}")
        add_member(self._place.world, self._place.guild, user.id, roles=list(roles))
        return UserId(user.id)

    async def time_out(self, member: UserId) -> None:
        """Until long after both the sandbox's clock and the machine's."""
        self._place.guild.members[member].timed_out_until = 4_000_000_000

    async def add_role_above_bot(self) -> int:
        return add_role(self._place.world, self._place.guild, "Boss").id


class TestRestGuildGateway(GuildGatewayContract):
    @pytest.fixture
    async def place(self) -> AsyncGenerator[SmallGuild]:
        async with running_sandbox(expect_bad_requests=True) as place:
            yield place

    @pytest.fixture
    async def gateway(self, place: SmallGuild) -> AsyncGenerator[GuildGateway]:
        async with connected(place) as reached:
            yield reached.gateway

    @pytest.fixture
    def guild_id(self, place: SmallGuild) -> GuildId:
        return GuildId(place.guild.id)

    @pytest.fixture
    def hand(self, place: SmallGuild) -> Hand:
        return SandboxHand(place)
