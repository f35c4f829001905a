"""A guild, a store and a worker, all inside one process: where use cases are played through."""

import asyncio
from copy import deepcopy
from dataclasses import replace
from typing import Any

from app.shared.application.access.rights_of import RightsOf
from app.shared.application.access.second_person import SecondPerson
from app.shared.application.drift.compare_live import CompareLive
from app.shared.application.drift.revert_again import RevertAgain
from app.shared.application.drift.revert_drift import RevertDrift
from app.shared.application.planning.choose_changes import ChooseChanges
from app.shared.application.planning.plan_guild import PlanGuild, PlanGuildCommand
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.runs.approve_plan import ApprovePlan, ApprovePlanCommand
from app.shared.application.runs.execute_run import ExecuteRun, ExecuteRunCommand, Execution
from app.shared.application.runs.refresh_plan import RefreshPlan
from app.shared.application.runs.roll_back import RollBack
from app.shared.application.runs.steer_run import SteerRun, SteerRunCommand
from app.shared.domain.access.grants import Grant, Subject
from app.shared.domain.access.rights import GrantId, Right
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.planning.steps import Step
from app.shared.domain.runs.run import Run, RunId, StepRecord, Wish
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key, UserId
from tests.support.builders import BOT, GUILD, OWNER, a_blueprint
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.gateway_memberships import GatewayMemberships
from tests.support.fakes.guild_gateway import FakeGateway
from tests.support.fakes.guild_lock import FakeGuildLock
from tests.support.fakes.life import Died, Life
from tests.support.fakes.progress import FakeProgressChannel
from tests.support.fakes.unit_of_work import InMemoryStore


class Scene:
    """One guild with its bot, and everything that a worker needs."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.life = Life()
        self.store = InMemoryStore(self.life)
        self.gateway = FakeGateway(self.clock, self.life)
        self.guild = self.gateway.add_guild(GUILD, OWNER, BOT)
        self.rights_of = RightsOf(self.store, GatewayMemberships(self.gateway), self.clock)
        self.second_person = SecondPerson(self.store, self.gateway, self.rights_of, self.clock)
        self.lock = FakeGuildLock()
        self.progress = FakeProgressChannel()
        self.stopping = asyncio.Event()

    def replica(self) -> "Scene":
        """Another scene that stands where this one stands."""
        scene = Scene()
        scene.clock.advance((self.clock.now() - scene.clock.now()).total_seconds())
        scene.store.tables = self.store.tables.copied()
        scene.store.last_id = self.store.last_id
        scene.guild = scene.gateway.guilds[GUILD] = deepcopy(self.guild)
        return scene

    async def bind(self, kind: Kind, key: str, id: int) -> int:
        async with self.store() as uow:
            await uow.bindings.bind(GUILD, kind, Key(key), id)
            await uow.commit()
        return id

    async def planned(self, blueprint: Blueprint, requester: UserId | None = None) -> StoredPlan:
        plan_guild = PlanGuild(self.store, self.gateway, self.clock)
        return await plan_guild(
            PlanGuildCommand(guild_id=GUILD, blueprint=blueprint, requester=requester)
        )

    async def kept(self, *steps: Step, blueprint: Blueprint | None = None) -> StoredPlan:
        """A plan with just these steps, made from the guild as it is now.

        It asks nothing of the guild at the end, unless a blueprint is given.
        """
        async with self.store() as uow:
            bindings = await uow.bindings.of(GUILD)
            snapshot = await self.gateway.observe(GUILD, bindings.channel_ids)
            request = PlanRequest(
                blueprint=blueprint or a_blueprint(),
                blueprint_version=None,
                snapshot=snapshot,
                bindings=bindings,
                requester=None,
                now=self.clock.now(),
            )
            plan = replace(make_plan(request), steps=steps, findings=(), changes=())
            snapshot_id = await uow.snapshots.add(snapshot, bindings)
            plan_id = await uow.plans.add(plan, snapshot_id)
            await uow.commit()
        return StoredPlan(id=plan_id, plan=plan, snapshot_id=snapshot_id)

    def grant(self, subject: Subject, *rights: Right, **fields: Any) -> Grant:
        """Given by the host's operator, long ago."""
        self.store.last_id += 1
        grant = Grant(
            id=GrantId(self.store.last_id),
            guild_id=GUILD,
            subject=subject,
            rights=frozenset(rights),
            granted_at=self.clock.now(),
            **{"granted_by": None, **fields},
        )
        self.store.tables.grants[grant.id] = grant
        return grant

    def approve_plan(self) -> ApprovePlan:
        return ApprovePlan(self.store, self.gateway, self.rights_of, self.second_person, self.clock)

    def refresh_plan(self) -> RefreshPlan:
        at = (self.store, self.gateway, self.clock)
        return RefreshPlan(
            self.store,
            PlanGuild(*at),
            RollBack(*at),
            ChooseChanges(*at),
            RevertAgain(CompareLive(self.store, self.gateway), RevertDrift(*at)),
        )

    def steer_run(self) -> SteerRun:
        return SteerRun(self.store, self.lock, self.rights_of, self.clock)

    async def approved(self, stored: StoredPlan, actor: str = "operator") -> Run:
        """Approved with everything destructive in it confirmed."""
        approve = self.approve_plan()
        confirmed = frozenset(change.id for change in stored.plan.destructive)
        return await approve(
            ApprovePlanCommand(
                guild_id=GUILD, hash=stored.plan.hash, actor=actor, confirmed=confirmed
            )
        )

    async def run_of(self, *steps: Step) -> Run:
        return await self.approved(await self.kept(*steps))

    async def work(self, run: Run) -> Execution:
        execute = ExecuteRun(self.store, self.gateway, self.lock, self.progress, self.clock)
        return await execute(ExecuteRunCommand(run_id=run.id), self.stopping)

    async def work_until_death(self, run: Run, die_at: int) -> bool:
        """Work in a process that is killed at that point; False when it ended before."""
        self.life.begin_anew(die_at)
        try:
            await self.work(run)
        except BaseException as error:
            if not self.life.dead or not _is_death(error):
                raise
        died = self.life.dead
        self.life.begin_anew()
        self.lock.held.clear()
        return died

    async def steer(self, run: Run, wish: Wish) -> Run:
        return await self.steer_run()(SteerRunCommand(run_id=run.id, wish=wish))

    def now(self, run: Run) -> Run:
        """The run as it is stored."""
        return self.store.tables.runs[run.id][0]

    def record(self, run: Run, number: int) -> StepRecord:
        return self.store.tables.steps[run.id, number]

    def records(self, run: Run) -> list[StepRecord]:
        steps = self.store.tables.steps
        return [steps[key] for key in sorted(steps) if key[0] == run.id]

    def trail(self) -> list[str]:
        return [entry.action for entry in self.store.tables.trail]

    def queue(self) -> list[RunId]:
        return self.store.tables.queue


def _is_death(error: BaseException) -> bool:
    if isinstance(error, BaseExceptionGroup):
        return all(_is_death(one) for one in error.exceptions)
    return isinstance(error, Died)
