"""Carrying out a run: journal, wishes, limits, refusals, trouble."""

from datetime import timedelta

import pytest

from app.shared.application.ports.guild_gateway import (
    Call,
    CallForbidden,
    CallInvalid,
    DiscordUnavailable,
    LimitReached,
)
from app.shared.application.runs.execute_run import Execution
from app.shared.domain.planning.steps import Action, Step, reference
from app.shared.domain.runs.run import Run, RunState, StepState, Wish, reason_of
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import GUILD, a_step
from tests.support.fakes.clock import START
from tests.support.fakes.guild_gateway import Mishap, lost_answer, lost_call
from tests.support.scene import Scene


def a_role_step(number: int, key: str = "helper", **fields: object) -> Step:
    return a_step(
        number,
        Action.CREATE_ROLE,
        key=Key(key),
        name=key.title(),
        body={"name": key.title(), "permissions": "0"},
        **fields,
    )


def a_channel_step(number: int, key: str = "lobby", **fields: object) -> Step:
    body = {"name": key, "type": 0}
    return a_step(number, Action.CREATE_CHANNEL, key=Key(key), name=key, body=body, **fields)


def an_edit(number: int, channel: str = "lobby", **fields: object) -> Step:
    return a_step(
        number,
        Action.EDIT_CHANNEL,
        **{"key": Key(channel), "name": channel, "body": {"topic": "Hi"}, **fields},
    )


ROLE_THEN_CHANNEL = (
    a_role_step(1),
    a_step(
        2,
        Action.CREATE_CHANNEL,
        key=Key("lobby"),
        name="lobby",
        body={
            "name": "lobby",
            "type": 0,
            "permission_overwrites": [
                {"id": reference(Kind.ROLE, Key("helper")), "type": 0, "allow": "1024", "deny": "0"}
            ],
        },
        needs=frozenset({1}),
    ),
)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def names(scene: Scene) -> list[str]:
    return sorted(role["name"] for role in scene.guild.roles.values())


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
