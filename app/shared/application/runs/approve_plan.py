"""Approve a plan, by its hash: from here on a worker carries it out."""

import secrets
from dataclasses import dataclass

from app.shared.application.planning.rights import check_rights, standing_of
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.unit_of_work import (
    BeginUnitOfWork,
    StoredPlan,
    TrailEntry,
    UnitOfWork,
)
from app.shared.domain.access.actors import user_behind
from app.shared.domain.fingerprint import fingerprint
from app.shared.domain.planning.findings import Severity
from app.shared.domain.planning.plan import Plan
from app.shared.domain.runs.refusals import (
    DestructionNotConfirmed,
    PlanBlocked,
    PlanEmpty,
    PlanStale,
)
from app.shared.domain.runs.run import Run, RunId, RunState
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovePlanCommand:
    guild_id: GuildId
    hash: str
    """The whole hash, or a beginning of it that only one plan has."""
    actor: str = "operator"
    """`operator`, or `user:<Discord id>`: whose rights the plan is held against once more."""
    origin: str = "cli"
    confirmed: frozenset[str] = frozenset()
    """The ids of the destructive changes that somebody has said yes to, one by one."""


class ApprovePlan:
    """Turn a plan that somebody has looked at into a run, and ask for a worker.

    The run, its journal, the bindings of what the plan takes over, the trail and the job are one
    transaction. Whether the guild is still as planned is looked at when the run begins.
    """

    def __init__(self, begin: BeginUnitOfWork, gateway: GuildGateway, clock: Clock) -> None:
        self._begin = begin
        self._gateway = gateway
        self._clock = clock

    async def __call__(self, command: ApprovePlanCommand) -> Run:
        """Raises PlanNotFound, PlanEmpty, PlanBlocked, PlanStale, DestructionNotConfirmed,
        RightsLost, RunUnderWay, PlanAlreadyRun."""
        async with self._begin() as uow:
            stored = await uow.plans.by_hash(command.guild_id, command.hash)
            snapshot, _ = await uow.snapshots.get(command.guild_id, stored.snapshot_id)
        _check_plan(stored.plan, command.confirmed)
        await self._check_approver(command, stored.plan, snapshot)
        run = self._new_run(command, stored.plan)
        async with self._begin() as uow:
            await self._approve(uow, run, stored, command)
            await uow.commit()
        return run

    async def _check_approver(
        self, command: ApprovePlanCommand, plan: Plan, snapshot: Snapshot
    ) -> None:
        if (user := user_behind(command.actor)) is not None:
            standing = await standing_of(self._gateway, plan, user)
            check_rights(plan, snapshot, plan.bindings, standing, self._clock.now())

    def _new_run(self, command: ApprovePlanCommand, plan: Plan) -> Run:
        return Run(
            id=RunId(secrets.token_hex(8)),
            guild_id=plan.guild_id,
            plan_hash=plan.hash,
            state=RunState.QUEUED,
            requested_by=command.actor,
            created_at=self._clock.now(),
        )

    async def _approve(
        self, uow: UnitOfWork, run: Run, stored: StoredPlan, command: ApprovePlanCommand
    ) -> None:
        plan = stored.plan
        # First, since a plan that was run already is stale by its own doing.
        await uow.runs.add(run, stored.id, steps=len(plan.steps))
        bindings = await uow.bindings.of(plan.guild_id)
        if fingerprint(bindings) != plan.basis.bindings:
            raise PlanStale(("Another run or an import has bound things since.",))
        await _take_over(uow, plan, bindings)
        await uow.enqueue_run(run.id)
        await uow.trail.add(
            TrailEntry(
                guild_id=plan.guild_id,
                at=run.created_at,
                actor=command.actor,
                origin=command.origin,
                action="plan.approved",
                subject=run.id,
                after={"state": run.state.value},
                details={
                    "plan": plan.hash,
                    "version": plan.blueprint_version,
                    "confirmed": sorted(command.confirmed),
                    "requester": plan.requester,
                },
            )
        )


def _check_plan(plan: Plan, confirmed: frozenset[str]) -> None:
    if plan.is_empty:
        raise PlanEmpty("The server is as the blueprint wants it: there is nothing to do.")
    if plan.blocked:
        raise PlanBlocked(tuple(f for f in plan.findings if f.severity is Severity.BLOCKS))
    unconfirmed = tuple(change for change in plan.destructive if change.id not in confirmed)
    if unconfirmed:
        raise DestructionNotConfirmed(unconfirmed)


async def _take_over(uow: UnitOfWork, plan: Plan, bindings: Bindings) -> None:
    """Bring the store's bindings to those the steps are written against."""
    for entry in sorted(bindings.entries - plan.bindings.entries):
        await uow.bindings.unbind(plan.guild_id, entry.kind, entry.key)
    for entry in sorted(plan.bindings.entries - bindings.entries):
        await uow.bindings.bind(plan.guild_id, entry.kind, entry.key, entry.id)
