"""Keeping a plan with all that it was made from."""

from typing import Any

from app.shared.application.ports.unit_of_work import StoredPlan, TrailEntry, UnitOfWork
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
    **details: Any,
) -> StoredPlan:
    """Store the plan, its snapshot and a row of the trail. Commits nothing."""
    snapshot_id = await uow.snapshots.add(request.snapshot, request.bindings)
    plan_id = await uow.plans.add(plan, snapshot_id, rolls_back)
    await uow.trail.add(
        TrailEntry(
            guild_id=plan.guild_id,
            at=plan.made_at,
            actor=actor,
            origin=origin,
            action="plan.made",
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
    return StoredPlan(id=plan_id, plan=plan, snapshot_id=snapshot_id, rolls_back=rolls_back)
