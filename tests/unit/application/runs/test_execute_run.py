"""Carrying out a run when nothing goes wrong."""

import pytest

from app.shared.application.ports.guild_gateway import Call
from app.shared.application.runs.execute_run import Execution
from app.shared.domain.runs.run import RunState, StepState, reason_of
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import GUILD
from tests.support.scene import Scene
from tests.support.steps import ROLE_THEN_CHANNEL, a_role_step


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def test_two_steps_are_carried_out_and_bound(scene: Scene) -> None:
    run = await scene.run_of(*ROLE_THEN_CHANNEL)

    assert await scene.work(run) is Execution.ENDED

    ended = scene.now(run)
    assert (ended.state, ended.failure) == (RunState.SUCCEEDED, "")
    assert ended.report is not None
    assert (ended.report.done, ended.report.writes, ended.report.verified) == (2, 2, True)
    bindings = scene.store.tables.bindings[GUILD]
    role_id = bindings.id_of(Kind.ROLE, Key("helper"))
    channel_id = bindings.id_of(Kind.CHANNEL, Key("lobby"))
    assert role_id is not None
    assert channel_id is not None
    overwrites = scene.guild.channels[channel_id]["permission_overwrites"]
    assert overwrites == [{"id": role_id, "type": 0, "allow": 1024, "deny": 0}]
    assert [record.created_id for record in scene.records(run)] == [role_id, channel_id]


async def test_every_call_carries_run_and_step_as_its_reason(scene: Scene) -> None:
    run = await scene.run_of(*ROLE_THEN_CHANNEL)

    await scene.work(run)

    assert [sent.reason for sent in scene.gateway.sent] == [reason_of(run.id, n) for n in (1, 2)]


async def test_a_step_is_journalled_before_it_is_sent(scene: Scene) -> None:
    run = await scene.run_of(a_role_step(1))
    seen: list[StepState] = []

    def look(_call: Call) -> None:
        seen.append(scene.record(run, 1).state)

    scene.gateway.mishap_for = look
    await scene.work(run)

    assert seen == [StepState.STARTED]


async def test_what_is_told_has_been_committed(scene: Scene) -> None:
    run = await scene.run_of(*ROLE_THEN_CHANNEL)

    await scene.work(run)

    steps = [(told.step.number, told.step.state) for told in scene.progress.told if told.step]
    assert steps == [
        (1, StepState.STARTED),
        (1, StepState.DONE),
        (2, StepState.STARTED),
        (2, StepState.DONE),
    ]
    assert scene.progress.told[-1].run == scene.now(run)


async def test_beginning_and_end_are_in_the_trail(scene: Scene) -> None:
    run = await scene.run_of(a_role_step(1))

    await scene.work(run)

    assert scene.trail() == ["plan.approved", "run.started", "run.ended"]


async def test_independent_steps_run_side_by_side_within_bounds(scene: Scene) -> None:
    run = await scene.run_of(*[a_role_step(number, f"role-{number}") for number in range(1, 41)])

    await scene.work(run)

    under_way = most = 0
    for told in scene.progress.told:
        if told.step is not None:
            under_way += 1 if told.step.state is StepState.STARTED else -1
            most = max(most, under_way)
    assert most == 16
    assert scene.now(run).state is RunState.SUCCEEDED


async def test_a_run_that_has_ended_is_not_carried_out_again(scene: Scene) -> None:
    run = await scene.run_of(a_role_step(1))
    await scene.work(run)

    assert await scene.work(run) is Execution.ENDED

    assert len(scene.gateway.sent) == 1


async def test_two_workers_do_not_work_on_one_guild(scene: Scene) -> None:
    run = await scene.run_of(a_role_step(1))

    async with scene.lock.hold(GUILD):
        assert await scene.work(run) is Execution.BUSY

    assert scene.gateway.sent == []
    assert scene.now(run).state is RunState.QUEUED
