"""Apply a part of a plan: the chosen changes with everything that they need."""

import asyncio
from dataclasses import dataclass, replace

from app.shared.application.planning.again import request_again
from app.shared.application.planning.keeping import note_plan
from app.shared.application.planning.recent_use import recent_use
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.unit_of_work import (
    BeginUnitOfWork,
    PlanNotFound,
    StoredPlan,
    UnitOfWork,
)
from app.shared.domain.planning.closure import closure_of
from app.shared.domain.planning.comparing import compare
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.selection import check_selection
from app.shared.domain.structure.identifiers import GuildId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseChangesCommand:
    guild_id: GuildId
    hash: str
    """Of the plan to choose from, or a beginning of it that only one plan has. Of a plan that is a
    part itself, the whole one is meant."""
    chosen: frozenset[str]
    """Ids of changes."""
    lenient: bool = False
    """Ids that are no changes of the plan are left out instead of being refused."""
    keep: bool = True
    """Make and keep the plan of the part. Without it only the closure is worked out."""
    requester: UserId | None = None
    actor: str = "operator"
    origin: str = "cli"


@dataclass(frozen=True, kw_only=True)
class ChosenChanges:
    closure: frozenset[str]
    """The chosen ids and those of everything that has to come along."""
    plan: StoredPlan | None
    """None where none was asked for, or nothing was chosen. The whole plan where all was."""


class ChooseChanges:
    """Plans the part from the very snapshot that the whole was made from: reads nothing of
    Discord but who the requester is."""

    def __init__(self, begin: BeginUnitOfWork, gateway: GuildGateway, clock: Clock) -> None:
        self._begin = begin
        self._gateway = gateway
        self._clock = clock

    async def __call__(self, command: ChooseChangesCommand) -> ChosenChanges:
        """Raises PlanNotFound, ChangeUnknown, MemberNotFound."""
        standing = None
        if command.keep and command.requester is not None:
            standing = await self._gateway.standing(command.guild_id, command.requester)
        async with self._begin() as uow:
            whole = await _whole_plan(uow, command)
            recent = await recent_use(uow, command.guild_id, self._clock.now())
            request = await request_again(uow, whole, standing, recent)
        comparison = await asyncio.to_thread(compare, request)
        chosen = command.chosen
        if command.lenient:
            chosen &= {change.id for change in comparison.changes}
        check_selection(comparison, chosen)
        closure = closure_of(comparison, chosen)
        if not command.keep or not closure:
            return ChosenChanges(closure=closure, plan=None)
        if _is_all(closure, comparison) and whole.plan.requester == command.requester:
            return ChosenChanges(closure=closure, plan=whole)
        plan = await asyncio.to_thread(make_plan, replace(request, selected=closure))
        return ChosenChanges(closure=closure, plan=await self._keep(whole, plan, command))

    async def _keep(
        self, whole: StoredPlan, plan: Plan, command: ChooseChangesCommand
    ) -> StoredPlan:
        """Choosing the same again keeps it once."""
        async with self._begin() as uow:
            try:
                return await uow.plans.by_hash(plan.guild_id, plan.hash)
            except PlanNotFound:
                pass
            plan_id = await uow.plans.add(
                plan,
                whole.snapshot_id,
                whole.rolls_back,
                made_by=command.actor,
                part_of=whole.plan.hash,
            )
            await note_plan(
                uow,
                plan,
                command.actor,
                command.origin,
                action="plan.chosen",
                part_of=whole.plan.hash,
            )
            await uow.commit()
        return StoredPlan(
            id=plan_id,
            plan=plan,
            snapshot_id=whole.snapshot_id,
            rolls_back=whole.rolls_back,
            made_by=command.actor,
            part_of=whole.plan.hash,
        )


async def _whole_plan(uow: UnitOfWork, command: ChooseChangesCommand) -> StoredPlan:
    stored = await uow.plans.by_hash(command.guild_id, command.hash)
    if stored.part_of:
        return await uow.plans.by_hash(command.guild_id, stored.part_of)
    return stored


def _is_all(closure: frozenset[str], comparison: Comparison) -> bool:
    return len(closure) == len(comparison.changes)
