"""What every store keeps to. A store's test class inherits this and provides the fixtures."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.shared.application.ports.unit_of_work import (
    BeginUnitOfWork,
    PlanAlreadyRun,
    PlanId,
    PlanNotFound,
    RunNotFound,
    RunUnderWay,
    SnapshotId,
    SnapshotNotFound,
    TrailEntry,
    VersionNotFound,
)
from app.shared.domain.blueprint.blueprint import BlueprintVersion
from app.shared.domain.errors import Conflict
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Risk, Subject
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.steps import Action, reference
from app.shared.domain.runs.run import (
    Report,
    Run,
    RunId,
    RunState,
    StepRecord,
    StepState,
    Wish,
)
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import GuildId, Key
from app.shared.domain.structure.snapshot import ChannelFacts, Coverage
from tests.support.builders import (
    GUILD,
    NOON,
    a_blueprint,
    a_plan,
    a_rich_structure,
    a_role,
    a_run,
    a_snapshot,
    a_step,
    a_version,
)

ELSEWHERE = GuildId(2000)
HELPER, LOBBY = Key("helper"), Key("lobby")
Queued = Callable[[], Awaitable[list[RunId]]]


def a_rich_plan() -> Plan:
    """A plan with something of every kind in it."""
    change = Change(
        subject=Subject.CHANNEL,
        kind=ChangeKind.DELETE,
        key=LOBBY,
        name="lobby",
        fields=(
            FieldChange(field="access.role:helper", before={"allow": 1, "deny": 0}, after=None),
        ),
        risk=Risk.DESTRUCTIVE,
        loses="All its messages.",
    )
    steps = (
        a_step(1, body={"permissions": "0", "tags": [reference(Kind.TAG, Key("lobby/help"))]}),
        a_step(
            2,
            Action.PUT_OVERWRITE,
            key=LOBBY,
            target=reference(Kind.ROLE, HELPER),
            needs=frozenset({1}),
            changes=(change.id,),
            unless_already={"nsfw": False},
        ),
    )
    finding = Finding(
        code="exposed",
        severity=Severity.WARNS,
        what="It opens.",
        remedy="Look.",
        changes=(change.id,),
        details=(("members", 3), ("roles", ["helper"])),
    )
    return a_plan(
        *steps,
        changes=(change,),
        findings=(finding,),
        blueprint_version=3,
        bindings=Bindings().bind(Kind.ROLE, HELPER, 5),
        coverage=Coverage(unseen_channels=frozenset({Key("9")}), unread={"automod": "no right"}),
    )


async def keep_plan(begin: BeginUnitOfWork, plan: Plan) -> PlanId:
    async with begin() as uow:
        snapshot_id = await uow.snapshots.add(a_snapshot(), Bindings())
        plan_id = await uow.plans.add(plan, snapshot_id)
        await uow.commit()
    return plan_id


async def keep_run(begin: BeginUnitOfWork, run: Run, plan: Plan | None = None) -> PlanId:
    plan_id = await keep_plan(begin, plan or a_plan())
    async with begin() as uow:
        await uow.runs.add(run, plan_id, steps=2)
        await uow.commit()
    return plan_id


class UnitOfWorkContract:
    """`begin` opens units of work of an empty store; `queued` lists the runs workers are asked
    to carry out, each as often as it was really asked for."""

    @pytest.fixture
    def begin(self) -> BeginUnitOfWork:
        raise NotImplementedError("the adapter's test class provides this")

    @pytest.fixture
    def queued(self) -> Queued:
        raise NotImplementedError("the adapter's test class provides this")

    async def test_leaving_without_commit_keeps_nothing(self, begin: BeginUnitOfWork) -> None:
        async with begin() as uow:
            await uow.versions.add(a_version())
            await uow.bindings.bind(GUILD, Kind.ROLE, HELPER, 7)
            await uow.trail.add(_entry("plan.made"))

        async with begin() as uow:
            assert await uow.versions.latest(GUILD) is None
            assert await uow.bindings.of(GUILD) == Bindings()
            assert await uow.trail.list(GUILD) == ()

    async def test_an_error_keeps_nothing(self, begin: BeginUnitOfWork) -> None:
        with pytest.raises(RuntimeError):  # noqa: PT012 (leaving the block is what is tested)
            async with begin() as uow:
                await uow.versions.add(a_version())
                raise RuntimeError

        async with begin() as uow:
            assert await uow.versions.latest(GUILD) is None

    async def test_versions_come_back_as_they_were_saved(self, begin: BeginUnitOfWork) -> None:
        first = a_version(1, a_blueprint(a_role("helper")))
        second = a_version(2, replace(first.blueprint, structure=a_rich_structure()))
        await self._save_versions(begin, first, second)

        async with begin() as uow:
            assert await uow.versions.get(GUILD, 1) == first
            assert await uow.versions.latest(GUILD) == second
            assert await uow.versions.list(GUILD) == (second, first)
            assert await uow.versions.list(ELSEWHERE) == ()
            with pytest.raises(VersionNotFound):
                await uow.versions.get(GUILD, 3)

    async def test_the_second_to_take_a_number_is_told(self, begin: BeginUnitOfWork) -> None:
        await self._save_versions(begin, a_version(1))

        with pytest.raises(Conflict):
            await self._save_versions(begin, a_version(1))

    async def _save_versions(self, begin: BeginUnitOfWork, *versions: BlueprintVersion) -> None:
        async with begin() as uow:
            for version in versions:
                await uow.versions.add(version)
            await uow.commit()

    async def test_a_binding_lets_go_of_what_held_its_key_or_id(
        self, begin: BeginUnitOfWork
    ) -> None:
        async with begin() as uow:
            await uow.bindings.bind(GUILD, Kind.ROLE, HELPER, 7)
            await uow.bindings.bind(GUILD, Kind.ROLE, Key("guide"), 8)
            await uow.bindings.bind(GUILD, Kind.CHANNEL, HELPER, 8)
            await uow.bindings.bind(ELSEWHERE, Kind.ROLE, HELPER, 8)
            await uow.commit()

        async with begin() as uow:
            await uow.bindings.bind(GUILD, Kind.ROLE, HELPER, 8)
            await uow.commit()

        async with begin() as uow:
            expected = Bindings().bind(Kind.ROLE, HELPER, 8).bind(Kind.CHANNEL, HELPER, 8)
            assert await uow.bindings.of(GUILD) == expected
            assert await uow.bindings.of(ELSEWHERE) == Bindings().bind(Kind.ROLE, HELPER, 8)

    async def test_unbinding_what_is_not_bound_is_no_error(self, begin: BeginUnitOfWork) -> None:
        async with begin() as uow:
            await uow.bindings.bind(GUILD, Kind.ROLE, HELPER, 7)
            await uow.bindings.unbind(GUILD, Kind.ROLE, HELPER)
            await uow.bindings.unbind(GUILD, Kind.ROLE, HELPER)
            await uow.commit()

        async with begin() as uow:
            assert await uow.bindings.of(GUILD) == Bindings()

    async def test_bindings_of_different_keys_are_kept_side_by_side(
        self, begin: BeginUnitOfWork
    ) -> None:
        async with begin() as one, begin() as other:
            await one.bindings.bind(GUILD, Kind.ROLE, HELPER, 7)
            await one.commit()
            await other.bindings.bind(GUILD, Kind.CHANNEL, LOBBY, 8)
            await other.commit()

        async with begin() as uow:
            both = Bindings().bind(Kind.ROLE, HELPER, 7).bind(Kind.CHANNEL, LOBBY, 8)
            assert await uow.bindings.of(GUILD) == both

    async def test_snapshots_come_back_with_their_bindings(self, begin: BeginUnitOfWork) -> None:
        snapshot = a_snapshot(
            a_rich_structure(),
            channel_facts={LOBBY: ChannelFacts(position=3, last_message_id=1 << 62)},
            features=frozenset({"NEWS", "COMMUNITY"}),
            emojis={1 << 60: "wave"},
            coverage=Coverage(unseen_channels=frozenset({Key("9")}), sees_all_channels=False),
        )
        bindings = Bindings().bind(Kind.ROLE, HELPER, 1 << 62)
        async with begin() as uow:
            kept = await uow.snapshots.add(snapshot, bindings)
            await uow.commit()

        async with begin() as uow:
            assert await uow.snapshots.get(GUILD, kept) == (snapshot, bindings)
            with pytest.raises(SnapshotNotFound):
                await uow.snapshots.get(ELSEWHERE, kept)
            with pytest.raises(SnapshotNotFound):
                await uow.snapshots.get(GUILD, SnapshotId(kept + 1000))

    async def test_plans_come_back_with_the_same_hash(self, begin: BeginUnitOfWork) -> None:
        plan = a_rich_plan()
        plan_id = await keep_plan(begin, plan)

        async with begin() as uow:
            stored = await uow.plans.get(plan_id)

            assert stored.plan == plan
            assert stored.plan.hash == plan.hash
            assert (await uow.snapshots.get(GUILD, stored.snapshot_id))[0] == a_snapshot()
            with pytest.raises(PlanNotFound):
                await uow.plans.get(PlanId(plan_id + 1000))

    async def test_a_plan_is_found_by_the_beginning_of_its_hash(
        self, begin: BeginUnitOfWork
    ) -> None:
        plan = a_rich_plan()
        other = replace(plan, guild_id=ELSEWHERE)
        await keep_plan(begin, other)
        older = await keep_plan(begin, plan)
        newer = await keep_plan(begin, plan)

        async with begin() as uow:
            assert (await uow.plans.by_hash(GUILD, plan.hash)).id == newer != older
            assert (await uow.plans.by_hash(GUILD, plan.hash[:10])).id == newer
            for unknown in ("", "f" * 64, other.hash, "%", "_" * 64):
                with pytest.raises(PlanNotFound):
                    await uow.plans.by_hash(GUILD, unknown)

    async def test_a_beginning_that_two_plans_share_finds_neither(
        self, begin: BeginUnitOfWork
    ) -> None:
        seen: dict[str, Plan] = {}
        for number in range(17):
            plan = a_plan(a_step(name=str(number)))
            await keep_plan(begin, plan)
            if (twin := seen.setdefault(plan.hash[0], plan)) is not plan:
                break

        async with begin() as uow:
            with pytest.raises(PlanNotFound):
                await uow.plans.by_hash(GUILD, twin.hash[0])

    async def test_a_run_begins_with_all_its_steps_waiting(self, begin: BeginUnitOfWork) -> None:
        run, plan = a_run(), a_rich_plan()
        plan_id = await keep_run(begin, run, plan)

        async with begin() as uow:
            assert await uow.runs.get(run.id) == run
            stored = await uow.runs.plan_of(run.id)
            assert (stored.id, stored.plan) == (plan_id, plan)
            assert await uow.runs.steps(run.id) == (StepRecord(number=1), StepRecord(number=2))

    async def test_a_run_that_does_not_exist_is_not_found(self, begin: BeginUnitOfWork) -> None:
        nothing = RunId("nothing")

        async with begin() as uow:
            with pytest.raises(RunNotFound):
                await uow.runs.get(nothing)
        async with begin() as uow:
            with pytest.raises(RunNotFound):
                await uow.runs.plan_of(nothing)
        async with begin() as uow:
            with pytest.raises(RunNotFound):
                await uow.runs.wish(nothing, Wish.PAUSE)

    async def test_a_guild_has_one_run_under_way(self, begin: BeginUnitOfWork) -> None:
        await keep_run(begin, a_run("one"), a_plan(a_step(name="one")))
        second = await keep_plan(begin, a_plan(a_step(name="two")))

        async with begin() as uow:
            with pytest.raises(RunUnderWay):
                await uow.runs.add(a_run("two"), second, steps=1)
        async with begin() as uow:
            await uow.runs.save(a_run("one", state=RunState.FAILED))
            await uow.runs.add(a_run("two"), second, steps=1)
            await uow.commit()

        async with begin() as uow:
            assert [run.id for run in await uow.runs.list(GUILD)] == ["two", "one"]

    @pytest.mark.parametrize("state", [s for s in RunState if not s.is_final])
    async def test_a_run_in_any_unfinished_state_is_under_way(
        self, begin: BeginUnitOfWork, state: RunState
    ) -> None:
        await keep_run(begin, a_run("one"))
        second = await keep_plan(begin, a_plan(a_step(name="two")))
        async with begin() as uow:
            await uow.runs.save(a_run("one", state=state))
            await uow.commit()

        async with begin() as uow:
            with pytest.raises(RunUnderWay):
                await uow.runs.add(a_run("two"), second, steps=1)

    async def test_a_plan_is_run_once(self, begin: BeginUnitOfWork) -> None:
        plan_id = await keep_run(begin, a_run("one"))
        async with begin() as uow:
            await uow.runs.save(a_run("one", state=RunState.SUCCEEDED))
            await uow.commit()

        async with begin() as uow:
            with pytest.raises(PlanAlreadyRun):
                await uow.runs.add(a_run("two"), plan_id, steps=1)

    async def test_saving_a_run_leaves_the_wish_alone(self, begin: BeginUnitOfWork) -> None:
        run = a_run()
        await keep_run(begin, run)
        report = Report(
            done=1,
            unnecessary=2,
            skipped=3,
            failed=4,
            writes=5,
            differences=("a", "b"),
            read_back_at=NOON,
        )
        ended = replace(
            run,
            state=RunState.FAILED,
            started_at=NOON,
            ended_at=NOON + timedelta(microseconds=5),
            failure="It stopped.",
            failure_code="plan_stale",
            report=report,
        )

        async with begin() as uow:
            await uow.runs.wish(run.id, Wish.PAUSE)
            await uow.commit()
        async with begin() as uow:
            await uow.runs.save(ended)
            await uow.commit()

        async with begin() as uow:
            assert await uow.runs.get(run.id) == replace(ended, wish=Wish.PAUSE)

    async def test_a_report_tells_not_read_from_no_differences(
        self, begin: BeginUnitOfWork
    ) -> None:
        run = a_run()
        await keep_run(begin, run)
        report = Report(
            done=0,
            unnecessary=0,
            skipped=0,
            failed=0,
            writes=0,
            differences=None,
            read_back_at=None,
        )
        for stored in (report, replace(report, differences=())):
            async with begin() as uow:
                await uow.runs.save(replace(run, report=stored))
                await uow.commit()

            async with begin() as uow:
                assert (await uow.runs.get(run.id)).report == stored

    async def test_step_records_come_back_by_number(self, begin: BeginUnitOfWork) -> None:
        run = a_run()
        await keep_run(begin, run)
        record = StepRecord(
            number=2,
            state=StepState.FAILED,
            attempt=3,
            created_id=1 << 62,
            message="Discord said no.",
            error_code="call_forbidden",
            not_before=NOON + timedelta(minutes=5),
            started_at=NOON,
            ended_at=NOON + timedelta(seconds=1),
        )
        async with begin() as uow:
            await uow.runs.record(run.id, record)
            await uow.commit()

        async with begin() as uow:
            assert await uow.runs.steps(run.id) == (StepRecord(number=1), record)

    async def test_runs_are_listed_newest_first(self, begin: BeginUnitOfWork) -> None:
        for number in range(3):
            run = a_run(f"run-{number}", created_at=NOON + timedelta(seconds=number))
            await keep_run(begin, run, a_plan(a_step(name=str(number))))
            async with begin() as uow:
                await uow.runs.save(replace(run, state=RunState.SUCCEEDED))
                await uow.commit()

        async with begin() as uow:
            assert [run.id for run in await uow.runs.list(GUILD, limit=2)] == ["run-2", "run-1"]
            assert [run.id for run in await uow.runs.list()] == ["run-2", "run-1", "run-0"]
            assert await uow.runs.list(ELSEWHERE) == ()

    async def test_a_worker_looks_after_queued_and_running_runs(
        self, begin: BeginUnitOfWork
    ) -> None:
        for number, state in enumerate(RunState):
            guild_id = GuildId(GUILD + number)
            run = a_run(state.value, guild_id=guild_id, created_at=NOON + timedelta(seconds=number))
            await keep_run(begin, run, a_plan(guild_id=guild_id))
            async with begin() as uow:
                await uow.runs.save(replace(run, state=state))
                await uow.runs.wish(run.id, Wish.PAUSE)
                await uow.commit()

        async with begin() as uow:
            assert [run.id for run in await uow.runs.unfinished()] == ["queued", "running"]

    async def test_a_worker_looks_after_a_paused_run_that_shall_go_on(
        self, begin: BeginUnitOfWork
    ) -> None:
        run = a_run(state=RunState.PAUSED)
        await keep_run(begin, run)

        async with begin() as uow:
            await uow.runs.wish(run.id, Wish.GO_ON)
            assert [one.id for one in await uow.runs.unfinished()] == [run.id]

    async def test_the_members_of_a_role_are_kept(self, begin: BeginUnitOfWork) -> None:
        run = a_run()
        await keep_run(begin, run)
        async with begin() as uow:
            await uow.runs.keep_members(run.id, HELPER, (3, 1 << 62))
            await uow.runs.keep_members(run.id, Key("guide"), ())
            await uow.runs.keep_members(run.id, HELPER, (3, 4))
            await uow.commit()

        async with begin() as uow:
            assert await uow.runs.kept_members(run.id) == {HELPER: (3, 4), Key("guide"): ()}

    async def test_asking_twice_for_a_run_is_asking_once(
        self, begin: BeginUnitOfWork, queued: Queued
    ) -> None:
        run = a_run()
        await keep_run(begin, run)
        for _ in range(2):
            async with begin() as uow:
                await uow.enqueue_run(run.id)
                await uow.enqueue_run(run.id)
                await uow.commit()

        assert await queued() == [run.id]

    async def test_asking_without_commit_is_not_asking(
        self, begin: BeginUnitOfWork, queued: Queued
    ) -> None:
        run = a_run()
        await keep_run(begin, run)
        async with begin() as uow:
            await uow.enqueue_run(run.id)

        assert await queued() == []

    async def test_the_trail_is_listed_newest_first(self, begin: BeginUnitOfWork) -> None:
        entries = [
            _entry("plan.made"),
            _entry("run.ended", before={"state": "running"}, after={"state": "failed"}),
            _entry("plan.made", guild_id=ELSEWHERE),
        ]
        async with begin() as uow:
            for entry in entries:
                await uow.trail.add(entry)
            await uow.commit()

        async with begin() as uow:
            assert await uow.trail.list(GUILD) == (entries[1], entries[0])
            assert await uow.trail.list(GUILD, limit=1) == (entries[1],)


def _entry(action: str, guild_id: GuildId = GUILD, **fields: Any) -> TrailEntry:
    return TrailEntry(
        guild_id=guild_id,
        at=NOON,
        actor="operator",
        origin="cli",
        action=action,
        subject="run-1",
        details={"plan": "abc", "steps": 2},
        **fields,
    )
