"""Keeping a plan with all that it was made from."""

from typing import Any

from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import StoredPlan, UnitOfWork
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.runs.run import RunId


async def keep_plan(
    uow: UnitOfWork,
    plan: Plan,
    request: PlanRequest,
    actor: str,
    origin: str,
    *,
    rolls_back: RunId | None = None,
    reverts: tuple[str, ...] = (),
    **details: Any,
) -> StoredPlan:
    """Store the plan, its snapshot and a row of the trail. Commits nothing."""
    snapshot_id = await uow.snapshots.add(request.snapshot, request.bindings)
    plan_id = await uow.plans.add(plan, snapshot_id, rolls_back, made_by=actor, reverts=reverts)
    if reverts:
        details["reverts"] = list(reverts)
    await note_plan(uow, plan, actor, origin, **details)
    return StoredPlan(
        id=plan_id,
        plan=plan,
        snapshot_id=snapshot_id,
        rolls_back=rolls_back,
        made_by=actor,
        reverts=reverts,
    )


async def note_plan(
    uow: UnitOfWork,
    plan: Plan,
    actor: str,
    origin: str,
    *,
    action: str = "plan.made",
    **details: Any,
) -> None:
    await uow.trail.add(
        TrailEntry(
            guild_id=plan.guild_id,
            at=plan.made_at,
            actor=actor,
            origin=origin,
            action=action,
            subject=plan.hash,
            details={
                "version": plan.blueprint_version,
                "changes": len(plan.changes),
                "steps": len(plan.steps),
                "blocked": plan.blocked,
                "requester": plan.requester,
                **details,
            },
        )
    )
