"""Approving a plan by its hash."""

from dataclasses import replace

import pytest

from app.shared.application.ports.unit_of_work import (
    PlanAlreadyRun,
    PlanNotFound,
    RunUnderWay,
    StoredPlan,
    StoreUnavailable,
)
from app.shared.application.runs.approve_plan import ApprovePlanCommand
from app.shared.domain.access.grants import Subject, SubjectKind
from app.shared.domain.access.rights import Right
from app.shared.domain.blueprint.blueprint import Unmanaged
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.runs.refusals import (
    DestructionNotConfirmed,
    PlanBlocked,
    PlanEmpty,
    PlanStale,
    RightsLost,
)
from app.shared.domain.runs.run import Run, RunState, StepRecord, Wish
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key, UserId
from tests.support.builders import GUILD, OWNER, a_blueprint, a_channel, a_role
from tests.support.fakes.life import Died
from tests.support.fakes.tables import Tables
from tests.support.scene import Scene

MANAGE_ROLES, MANAGE_CHANNELS = 1 << 28, 1 << 4
DESIGN = a_blueprint(a_role("helper"), a_channel("lobby"))


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def approve(
    scene: Scene, stored: StoredPlan, *, confirmed: frozenset[str] = frozenset(), **fields: str
) -> Run:
    use_case = scene.approve_plan()
    command = ApprovePlanCommand(
        guild_id=GUILD, hash=stored.plan.hash, confirmed=confirmed, origin="test"
    )
    return await use_case(replace(command, **fields))  # type: ignore[arg-type]


def untouched(scene: Scene) -> Tables:
    tables = scene.store.tables
    assert (tables.runs, tables.steps, tables.queue, tables.bindings) == ({}, {}, [], {})
    assert "plan.approved" not in scene.trail()
    return tables


async def test_approval_writes_run_journal_job_and_trail(scene: Scene) -> None:
    stored = await scene.planned(DESIGN)

    run = await approve(scene, stored, hash=stored.plan.hash[:12])

    assert (run.state, run.wish, run.plan_hash) == (
        RunState.QUEUED,
        Wish.GO_ON,
        stored.plan.hash,
    )
    assert scene.now(run) == run
    assert scene.records(run) == [StepRecord(number=step.number) for step in stored.plan.steps]
    assert scene.queue() == [run.id]
    entry = scene.store.tables.trail[-1]
    assert (entry.action, entry.actor, entry.origin) == ("plan.approved", "operator", "test")
    assert (entry.subject, entry.details["plan"]) == (run.id, stored.plan.hash)


async def test_it_is_one_transaction(scene: Scene) -> None:
    stored = await scene.planned(DESIGN)
    scene.guild.new_role({"name": "Helper"})

    for answers in range(3, 30):
        scene.store.life.begin_anew(answers)
        try:
            await approve(scene, stored)
        except Died:
            scene.store.life.begin_anew()
            if not scene.queue():
                untouched(scene)
                continue
        assert scene.trail().count("plan.approved") == 1
        assert len(scene.store.tables.runs) == len(scene.queue()) == 1
        return
    pytest.fail("it never came to an end")


async def test_what_the_plan_takes_over_is_bound(scene: Scene) -> None:
    role_id = scene.guild.new_role({"name": "Helper"})
    await scene.bind(Kind.CHANNEL, "gone", 12345)
    stored = await scene.planned(DESIGN)

    await approve(scene, stored)

    bindings = scene.store.tables.bindings[GUILD]
    assert bindings == stored.plan.bindings
    assert bindings.id_of(Kind.ROLE, Key("helper")) == role_id
    assert bindings.id_of(Kind.CHANNEL, Key("gone")) is None


async def test_an_unknown_hash_is_not_found(scene: Scene) -> None:
    stored = await scene.planned(DESIGN)

    with pytest.raises(PlanNotFound):
        await approve(scene, stored, hash="f" * 64)


async def test_a_plan_without_steps_is_not_run(scene: Scene) -> None:
    stored = await scene.planned(a_blueprint())

    with pytest.raises(PlanEmpty):
        await approve(scene, stored)
    untouched(scene)


async def test_a_blocked_plan_is_refused_with_the_remedy(scene: Scene) -> None:
    stored = await scene.planned(DESIGN)
    blocks = Finding(code="x", severity=Severity.BLOCKS, what="It cannot be.", remedy="Do this.")
    plan = replace(stored.plan, findings=(blocks,))
    async with scene.store() as uow:
        await uow.plans.add(plan, stored.snapshot_id)
        await uow.commit()

    with pytest.raises(PlanBlocked) as caught:
        await approve(scene, replace(stored, plan=plan))

    assert "It cannot be." in caught.value.message
    assert caught.value.remedy == "Do this."
    untouched(scene)


async def test_bindings_that_have_changed_make_a_plan_stale(scene: Scene) -> None:
    stored = await scene.planned(DESIGN)
    await scene.bind(Kind.ROLE, "other", 5)

    with pytest.raises(PlanStale):
        await approve(scene, stored)
    assert scene.store.tables.runs == {}


async def test_each_destructive_change_is_confirmed_by_itself(scene: Scene) -> None:
    for name in ("one", "two"):
        scene.guild.new_channel({"name": name})
    stored = await scene.planned(a_blueprint(unmanaged_channels=Unmanaged.DELETE))
    first, second = stored.plan.destructive

    for confirmed in (frozenset[str](), frozenset({first.id}), frozenset({"channel:x:delete"})):
        with pytest.raises(DestructionNotConfirmed) as caught:
            await approve(scene, stored, confirmed=confirmed)
        assert second in caught.value.changes
        assert second.id in caught.value.message
    untouched(scene)

    await approve(scene, stored, confirmed=frozenset({first.id, second.id}))
    assert scene.store.tables.trail[-1].details["confirmed"] == sorted({first.id, second.id})


async def test_a_plan_is_approved_once_and_a_guild_has_one_run(scene: Scene) -> None:
    stored = await scene.planned(DESIGN)
    await approve(scene, stored)

    with pytest.raises(PlanAlreadyRun):
        await approve(scene, stored)
    with pytest.raises(RunUnderWay):
        await approve(scene, await scene.planned(DESIGN))
    assert scene.trail().count("plan.approved") == 1


async def test_a_database_that_is_down_says_so(scene: Scene) -> None:
    stored = await scene.planned(DESIGN)
    scene.store.unavailable = 1

    with pytest.raises(StoreUnavailable):
        await approve(scene, stored)
    untouched(scene)


class TestRightsOfPeople:
    """Nobody gets through the bot what they could not do by hand."""

    @staticmethod
    def member(scene: Scene, permissions: int) -> UserId:
        role_id = scene.guild.new_role({"name": "Staff", "permissions": str(permissions)})
        scene.guild.roles[role_id]["position"] = 50
        member = scene.guild.add_member(role_id)
        scene.grant(Subject(SubjectKind.USER, member), Right.APPLY)
        return member

    async def test_who_asks_without_the_rights_gets_a_blocked_plan(self, scene: Scene) -> None:
        member = self.member(scene, MANAGE_CHANNELS)

        stored = await scene.planned(DESIGN, requester=member)

        assert stored.plan.requester == member
        with pytest.raises(PlanBlocked):
            await approve(scene, stored)

    async def test_who_approves_must_have_the_rights_too(self, scene: Scene) -> None:
        member = self.member(scene, MANAGE_CHANNELS)
        stored = await scene.planned(DESIGN)

        with pytest.raises(RightsLost, match="Manage Roles"):
            await approve(scene, stored, actor=f"user:{member}")
        untouched(scene)

        run = await approve(scene, stored, actor=f"user:{OWNER}")
        assert run.requested_by == f"user:{OWNER}"

    async def test_who_has_left_the_server_approves_nothing(self, scene: Scene) -> None:
        stored = await scene.planned(DESIGN)

        with pytest.raises(RightsLost):
            await approve(scene, stored, actor="user:31337")

    async def test_rights_that_are_enough_are_enough(self, scene: Scene) -> None:
        member = self.member(scene, MANAGE_CHANNELS | MANAGE_ROLES)
        stored = await scene.planned(DESIGN, requester=member)

        run = await approve(scene, stored, actor=f"user:{member}")
        await scene.work(run)

        assert scene.now(run).state is RunState.SUCCEEDED

    @pytest.mark.parametrize("who", ["requester", "approver"])
    @pytest.mark.parametrize("loss", ["role", "membership"])
    async def test_rights_lost_before_the_run_begins_stop_it(
        self, scene: Scene, who: str, loss: str
    ) -> None:
        member = self.member(scene, MANAGE_CHANNELS | MANAGE_ROLES)
        stored = await scene.planned(DESIGN, requester=member if who == "requester" else None)
        actor = f"user:{member}" if who == "approver" else "operator"
        run = await approve(scene, stored, actor=actor)
        if loss == "role":
            scene.guild.members[member] = set()
        else:
            del scene.guild.members[member]

        await scene.work(run)

        ended = scene.now(run)
        assert ended.state is RunState.FAILED
        assert ended.failure_code in {"rights_lost", "plan_stale"}
        assert scene.gateway.sent == []

    async def test_rights_lost_during_a_pause_stop_what_is_left(self, scene: Scene) -> None:
        member = self.member(scene, MANAGE_CHANNELS | MANAGE_ROLES)
        stored = await scene.planned(
            a_blueprint(*[a_role(f"role-{n}") for n in range(40)]), requester=member
        )
        run = await approve(scene, stored, actor=f"user:{member}")

        def pause(_call: object) -> None:
            stored_run, plan_id = scene.store.tables.runs[run.id]
            wished = replace(stored_run, wish=Wish.PAUSE)
            scene.store.tables.runs[run.id] = (wished, plan_id)

        scene.gateway.mishap_for = pause
        await scene.work(run)
        sent = len(scene.gateway.sent)
        assert 0 < sent <= 16
        staff = next(role for role in scene.guild.roles.values() if role["name"] == "Staff")
        staff["permissions"] = str(MANAGE_CHANNELS)

        await scene.steer(run, Wish.GO_ON)
        await scene.work(run)

        ended = scene.now(run)
        assert (ended.state, ended.failure_code) == (RunState.FAILED, "rights_lost")
        assert len(scene.gateway.sent) == sent
        assert ended.report is not None
        assert ended.report.done == sent
        assert ended.report.differences


async def test_a_plan_that_was_run_is_told_as_such_though_it_bound_things(scene: Scene) -> None:
    stored = await scene.planned(DESIGN)
    await scene.work(await approve(scene, stored))

    with pytest.raises(PlanAlreadyRun):
        await approve(scene, stored)
