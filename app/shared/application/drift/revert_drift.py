"""Undo what people did by hand: a plan for just that."""

import asyncio
from dataclasses import dataclass

from app.shared.application.drift.settling import Settling, settling
from app.shared.application.planning.keeping import keep_plan
from app.shared.application.planning.recent_use import recent_use
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, StoredPlan
from app.shared.domain.drift.taking_over import taking_over
from app.shared.domain.planning.changes import Change
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest, RecentUse
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.domain.structure.rekeying import keyed_by_bindings
from app.shared.domain.structure.snapshot import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class RevertDriftCommand:
    guild_id: GuildId
    ids: frozenset[str]
    """Of differences, as `CompareLive` gives them."""
    left_alone: tuple[Change, ...] = ()
    """Of those differences, the fields that are to stay as they are."""
    requester: UserId | None = None
    actor: str = "operator"
    origin: str = "cli"


class RevertDrift:
    """Plans back to how the last run left the chosen fields. What no run has done yet stays
    undone, and what is ignored stays as it is, in the same things too."""

    def __init__(self, begin: BeginUnitOfWork, gateway: GuildGateway, clock: Clock) -> None:
        self._begin = begin
        self._gateway = gateway
        self._clock = clock

    async def __call__(self, command: RevertDriftCommand) -> StoredPlan:
        """Raises NothingApplied, DriftChanged, MemberNotFound, and what reading Discord raises."""
        found = await settling(self._begin, self._gateway, command.guild_id, command.ids)
        standing = None
        if command.requester is not None:
            standing = await self._gateway.standing(command.guild_id, command.requester)
        async with self._begin() as uow:
            recent = await recent_use(uow, command.guild_id, self._clock.now())
        request = await asyncio.to_thread(_request, found, standing, recent, command.left_alone)
        plan = await asyncio.to_thread(make_plan, request)
        async with self._begin() as uow:
            stored = await keep_plan(
                uow,
                plan,
                request,
                command.actor,
                command.origin,
                reverts=tuple(one.change.id for one in found.chosen),
            )
            await uow.commit()
        return stored


def _request(
    found: Settling,
    standing: Standing | None,
    recent: RecentUse,
    left_alone: tuple[Change, ...],
) -> PlanRequest:
    design = found.design
    live = keyed_by_bindings(found.live.structure, design.bindings)
    not_done = [one.change for one in found.drift.not_done]
    return PlanRequest(
        blueprint=taking_over(
            design.blueprint, live, [*not_done, *found.drift.ignored, *left_alone]
        ),
        blueprint_version=design.version,
        snapshot=found.live,
        bindings=design.bindings,
        requester=standing,
        now=found.live.taken_at,
        selected=frozenset(one.change.id for one in found.chosen),
        recent=recent,
        adopt=False,
    )
