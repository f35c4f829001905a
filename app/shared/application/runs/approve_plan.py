"""Approve a plan, by its hash: from here on a worker carries it out."""

import secrets
from dataclasses import dataclass
from typing import Any

from app.shared.application.access.rights_of import RightsOf
from app.shared.application.access.running import check_may_run, person_behind
from app.shared.application.access.second_person import (
    Judgement,
    People,
    ReviewersUnknown,
    SecondPerson,
    check_rejections,
)
from app.shared.application.planning.rights import check_rights, standing_of
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, StoredPlan, UnitOfWork
from app.shared.domain.access.actors import user_behind
from app.shared.domain.access.membership import Membership
from app.shared.domain.language.saying import say
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
    transaction, in which the rights here and the reviews are read as well. Whether the guild is
    still as planned is looked at when the run begins.
    """

    def __init__(
        self,
        begin: BeginUnitOfWork,
        gateway: GuildGateway,
        rights_of: RightsOf,
        second_person: SecondPerson,
        clock: Clock,
    ) -> None:
        self._begin = begin
        self._gateway = gateway
        self._rights_of = rights_of
        self._second_person = second_person
        self._clock = clock

    async def __call__(self, command: ApprovePlanCommand) -> Run:
        """Raises PlanNotFound, PlanEmpty, PlanBlocked, PlanStale, DestructionNotConfirmed,
        RightsLost, AccessDenied, GuildNotFound, PlanRejected, SecondPersonNeeded, RunUnderWay,
        PlanAlreadyRun.

        The operator of the host is asked for no second person and stopped by no rejection; the
        trail says that it was they.
        """
        async with self._begin() as uow:
            stored = await uow.plans.by_hash(command.guild_id, command.hash)
            snapshot, _ = await uow.snapshots.get(command.guild_id, stored.snapshot_id)
        _check_plan(stored.plan, command.confirmed)
        await self._check_approver(command, stored.plan, snapshot)
        run = self._new_run(command, stored.plan)
        applier = person_behind(command.actor, command.origin)
        if applier is None:
            async with self._begin() as uow:
                await self._approve(uow, run, stored, command, {"second_person": "host operator"})
                await uow.commit()
            return run
        member = await self._rights_of.membership(command.guild_id, applier)
        allowed = None
        while allowed is None:
            people = await self._second_person.reviewers(command.guild_id, stored.plan.hash)
            allowed = await self._allow(command, run, stored, snapshot, member, people)
        if not allowed:
            raise await self._second_person.refusal(command.guild_id)
        return run

    async def _allow(
        self,
        command: ApprovePlanCommand,
        run: Run,
        stored: StoredPlan,
        snapshot: Snapshot,
        applier: Membership,
        people: People,
    ) -> bool | None:
        """Keep the run; False where somebody else must approve first, None where a review came
        from somebody who is not among `people`."""
        async with self._begin() as uow:
            await uow.reviews.hold(command.guild_id, stored.plan.hash)
            check_may_run(await self._rights_of.within(uow, applier), stored, snapshot)
            try:
                judgement = await self._second_person.judge(uow, stored, snapshot, people)
            except ReviewersUnknown:
                return None
            check_rejections(judgement)
            if judgement.two_person and not judgement.approvals_beside(applier.user_id):
                return False
            await self._approve(uow, run, stored, command, _reviewed(judgement, applier))
            await uow.commit()
        return True

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
        self,
        uow: UnitOfWork,
        run: Run,
        stored: StoredPlan,
        command: ApprovePlanCommand,
        reviewed: dict[str, Any],
    ) -> None:
        plan = stored.plan
        # First, since a plan that was run already is stale by its own doing.
        await uow.runs.add(run, stored.id, steps=len(plan.steps))
        bindings = await uow.bindings.of(plan.guild_id)
        if not plan.basis.holds_for(bindings):
            raise PlanStale((say("Another run or an import has bound things since."),))
        await _take_over(uow, plan, bindings)
        await uow.enqueue_runs([run.id])
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
                    **reviewed,
                },
            )
        )


def _reviewed(judgement: Judgement, applier: Membership) -> dict[str, Any]:
    """Who approved, for the trail; people as text, since ids are too long for JSON's numbers."""
    approvals = judgement.approvals_beside(applier.user_id)
    return {
        "second_person": "given" if judgement.two_person else "not needed",
        "approved_by": [f"user:{one.review.reviewer}" for one in approvals],
    }


def _check_plan(plan: Plan, confirmed: frozenset[str]) -> None:
    if plan.is_empty:
        raise PlanEmpty(say("The server is as the design wants it: there is nothing to do."))
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
