"""Plan what it takes to bring a guild to its design."""

import asyncio
from dataclasses import dataclass, replace

from app.shared.application.planning.keeping import keep_plan
from app.shared.application.planning.recent_use import recent_use
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.unit_of_work import (
    BeginUnitOfWork,
    StoredPlan,
    UnitOfWork,
    VersionNotFound,
)
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.language.saying import say
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest, RecentUse
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.domain.structure.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class PlanGuildCommand:
    guild_id: GuildId
    version: int | None = None
    """None for the latest."""
    blueprint: Blueprint | None = None
    """A design that is not saved as a version, in place of one that is."""
    requester: UserId | None = None
    """The Discord user whose own rights limit the plan; None for the operator of the host."""
    selected: frozenset[str] | None = None
    """The ids of the changes that are wanted; None for all."""
    adopt: bool = True
    """Whether what is not bound may take over a live thing of the same name."""
    actor: str = "operator"
    origin: str = "cli"


class PlanGuild:
    """Read the guild as it is now, compare it with a design, and keep plan and snapshot."""

    def __init__(self, begin: BeginUnitOfWork, gateway: GuildGateway, clock: Clock) -> None:
        self._begin = begin
        self._gateway = gateway
        self._clock = clock

    async def __call__(self, command: PlanGuildCommand) -> StoredPlan:
        """Raises VersionNotFound, MemberNotFound, and what reading Discord raises."""
        request = await self._request(command)
        plan = await asyncio.to_thread(make_plan, request)
        async with self._begin() as uow:
            stored = await keep_plan(uow, plan, request, command.actor, command.origin)
            await uow.commit()
        return stored

    async def _request(self, command: PlanGuildCommand) -> PlanRequest:
        async with self._begin() as uow:
            blueprint, number = await _design(uow, command)
            bindings = await uow.bindings.of(command.guild_id)
            recent = await recent_use(uow, command.guild_id, self._clock.now())
        snapshot = await self._gateway.observe(
            command.guild_id, bindings.channel_ids, with_members=True
        )
        request = _request(command, blueprint, number, snapshot, bindings, recent)
        if command.requester is not None:
            standing = await self._gateway.standing(command.guild_id, command.requester)
            request = replace(request, requester=standing)
        return request


async def _design(uow: UnitOfWork, command: PlanGuildCommand) -> tuple[Blueprint, int | None]:
    if command.blueprint is not None:
        return command.blueprint, None
    if command.version is not None:
        version = await uow.versions.get(command.guild_id, command.version)
        return version.blueprint, version.number
    if (latest := await uow.versions.latest(command.guild_id)) is None:
        raise VersionNotFound(
            say("No design has been saved for this server yet."),
            remedy=say("Save one first, or import the server as it is."),
        )
    return latest.blueprint, latest.number


def _request(
    command: PlanGuildCommand,
    blueprint: Blueprint,
    number: int | None,
    snapshot: Snapshot,
    bindings: Bindings,
    recent: RecentUse,
) -> PlanRequest:
    return PlanRequest(
        blueprint=blueprint,
        blueprint_version=number,
        snapshot=snapshot,
        bindings=bindings,
        requester=None,
        now=snapshot.taken_at,
        selected=command.selected,
        recent=recent,
        adopt=command.adopt,
    )
