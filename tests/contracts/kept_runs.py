"""How every store keeps runs, their journals and the asking for workers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.shared.application.ports.unit_of_work import (
    BeginUnitOfWork,
    PlanAlreadyRun,
    RunNotFound,
    RunUnderWay,
)
from app.shared.domain.runs.run import (
    Report,
    RunId,
    RunState,
    StepRecord,
    StepState,
    Wish,
)
from app.shared.domain.structure.identifiers import GuildId, Key
from tests.contracts.kept import ELSEWHERE, HELPER, Queued, a_rich_plan, keep_plan, keep_run
from tests.support.builders import (
    GUILD,
    NOON,
    a_plan,
    a_run,
    a_step,
)


class KeptRunsContract:
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
            end_snapshot=7,
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
            repeats=2,
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
            older = await uow.runs.list(GUILD, before=RunId("run-2"))
            assert [run.id for run in older] == ["run-1", "run-0"]
            assert [run.id for run in await uow.runs.list(GUILD, 1, RunId("run-2"))] == ["run-1"]
            assert await uow.runs.list(GUILD, before=RunId("nowhere")) == ()

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
                await uow.enqueue_runs([run.id])
                await uow.enqueue_runs([run.id])
                await uow.commit()

        assert await queued() == [run.id]

    async def test_who_was_asked_for_by_nobody_is_forgotten(
        self, begin: BeginUnitOfWork, queued: Queued
    ) -> None:
        states = (RunState.QUEUED, RunState.RUNNING, RunState.SUCCEEDED, RunState.PAUSED)
        for number, state in enumerate(states):
            for name in ("asked", "forgotten"):
                guild_id = GuildId(GUILD + 10 * number + len(name))
                run = a_run(f"{state}-{name}", guild_id=guild_id)
                await keep_run(begin, run, a_plan(guild_id=guild_id))
                async with begin() as uow:
                    await uow.runs.save(replace(run, state=state))
                    if state is RunState.PAUSED:
                        await uow.runs.wish(run.id, Wish.PAUSE)
                    if name == "asked":
                        await uow.enqueue_runs([run.id])
                    await uow.commit()

        async with begin() as uow:
            forgotten = await uow.runs.forgotten()
            assert forgotten == ("queued-forgotten", "running-forgotten")
            await uow.enqueue_runs(forgotten)
            assert await uow.runs.forgotten() == ()
            await uow.commit()

        assert {*forgotten} <= {*await queued()}

    async def test_asking_without_commit_is_not_asking(
        self, begin: BeginUnitOfWork, queued: Queued
    ) -> None:
        run = a_run()
        await keep_run(begin, run)
        async with begin() as uow:
            await uow.enqueue_runs([run.id])

        assert await queued() == []
