"""Carrying out a run when Discord refuses, limits, or does not answer."""

from datetime import timedelta
from typing import Any

import pytest

from app.shared.application.ports.guild_gateway import (
    Call,
    CallForbidden,
    CallInvalid,
    LimitReached,
)
from app.shared.domain.errors import DomainError
from app.shared.domain.planning.steps import Action
from app.shared.domain.runs.run import Run, RunState, StepState
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import GUILD, a_step
from tests.support.fakes.clock import START
from tests.support.fakes.guild_gateway import Mishap
from tests.support.scene import Scene
from tests.support.steps import ROLE_THEN_CHANNEL, a_role_step, an_edit

DONE, FAILED, SKIPPED, UNNECESSARY = (
    StepState.DONE,
    StepState.FAILED,
    StepState.SKIPPED,
    StepState.UNNECESSARY,
)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def states(scene: Scene, run: Run) -> list[StepState]:
    return [record.state for record in scene.records(run)]


def roles(scene: Scene) -> list[str]:
    return sorted(role["name"] for role in scene.guild.roles.values() if role["name"] != "Bot")[1:]


async def a_lobby(scene: Scene, **body: Any) -> int:
    return await scene.bind(
        Kind.CHANNEL, "lobby", scene.guild.new_channel({"name": "lobby", **body})
    )


@pytest.mark.parametrize("refusal", [CallForbidden("No.", remedy="Ask."), CallInvalid("No.")])
async def test_a_refusal_stops_its_branch_and_no_other(scene: Scene, refusal: DomainError) -> None:
    steps = (*ROLE_THEN_CHANNEL, a_role_step(3, "guide"))
    run = await scene.run_of(*steps)
    scene.gateway.mishaps.append(Mishap(refusal))

    await scene.work(run)

    record, ended = scene.record(run, 1), scene.now(run)
    assert states(scene, run) == [FAILED, SKIPPED, DONE]
    assert (record.error_code, record.message) == (
        refusal.code,
        f"No. {refusal.remedy}".strip(),
    )
    assert "Helper" in scene.record(run, 2).message
    assert (ended.state, ended.failure_code) == (RunState.FAILED, "steps_failed")
    assert ended.report is not None
    assert (ended.report.done, ended.report.failed, ended.report.skipped) == (1, 1, 1)


async def test_a_refusal_is_not_tried_again(scene: Scene) -> None:
    run = await scene.run_of(a_role_step(1))
    scene.gateway.mishaps.append(Mishap(CallForbidden("No.")))

    await scene.work(run)

    assert len(scene.gateway.sent) == 1


async def test_a_refused_token_stops_everything(scene: Scene) -> None:
    run = await scene.run_of(*[a_role_step(n, f"r{n}") for n in range(1, 40)])
    sent: list[Call] = []

    def refuse_after_five(call: Call) -> None:
        sent.append(call)
        scene.gateway.refuses_token = len(sent) >= 5

    scene.gateway.mishap_for = refuse_after_five
    await scene.work(run)

    ended = scene.now(run)
    assert len(scene.gateway.sent) == 5
    assert (ended.state, ended.failure_code) == (RunState.FAILED, "token_refused")
    assert ended.report is not None
    assert (ended.report.differences, ended.report.done) == (None, 5)
    assert ended.report.skipped >= 39 - 16
    assert all(record.state.is_final for record in scene.records(run))


async def test_a_bot_that_was_removed_stops_everything(scene: Scene) -> None:
    run = await scene.run_of(*ROLE_THEN_CHANNEL)
    scene.gateway.mishap_for = lambda _call: scene.gateway.guilds.clear()

    await scene.work(run)

    assert states(scene, run) == [DONE, FAILED]
    assert scene.now(run).failure_code == "guild_not_found"


class TestLimits:
    async def test_a_step_waits_and_the_others_go_on(self, scene: Scene) -> None:
        await a_lobby(scene)
        rename = an_edit(1, body={"name": "hall"})
        run = await scene.run_of(rename, a_role_step(2))
        scene.gateway.mishaps.append(Mishap(LimitReached("Too often.", retry_after=9.5 * 60)))

        await scene.work(run)

        waited = next(t.step for t in scene.progress.told if t.step and t.step.not_before)
        assert waited.message == "#lobby waits for Discord's rename limit until 12:09 UTC."
        assert waited.not_before == START + timedelta(minutes=9.5)
        done_at = {r.number: r.ended_at for r in scene.records(run)}
        assert done_at[2] is not None
        assert done_at[2] < START + timedelta(seconds=5)
        assert done_at[1] == START + timedelta(minutes=9.5)
        assert scene.now(run).state is RunState.SUCCEEDED
        assert scene.now(run).report.writes == 2  # type: ignore[union-attr]

    async def test_what_needs_a_waiting_step_waits_too(self, scene: Scene) -> None:
        run = await scene.run_of(*ROLE_THEN_CHANNEL)
        scene.gateway.mishaps.append(Mishap(LimitReached("Too often.", retry_after=30)))

        await scene.work(run)

        assert [sent.call.action for sent in scene.gateway.sent] == [
            Action.CREATE_ROLE,
            Action.CREATE_ROLE,
            Action.CREATE_CHANNEL,
        ]
        assert scene.now(run).state is RunState.SUCCEEDED

    async def test_a_creation_limit_holds_back_the_other_creations(self, scene: Scene) -> None:
        count = 40
        run = await scene.run_of(*[a_role_step(n, f"r{n}") for n in range(1, count + 1)])
        until = START + timedelta(minutes=2)

        def quota(_call: Call) -> Mishap | None:
            left = (until - scene.clock.now()).total_seconds()
            return Mishap(LimitReached("Quota.", retry_after=left)) if left > 0 else None

        scene.gateway.mishap_for = quota
        await scene.work(run)

        refused = [sent for sent in scene.gateway.sent if sent.at < until]
        assert len(refused) <= 16
        assert scene.now(run).state is RunState.SUCCEEDED


def vanish_first(scene: Scene, channel: int) -> None:
    """Somebody deletes the channel while the first call is under way."""

    def vanish(_call: Call) -> None:
        scene.guild.channels.pop(channel, None)

    scene.gateway.mishap_for = vanish


class TestGone:
    async def test_deleting_what_is_gone_is_done(self, scene: Scene) -> None:
        lobby = await a_lobby(scene)
        delete = a_step(1, Action.DELETE_CHANNEL, key=Key("lobby"), name="lobby", body=None)
        run = await scene.run_of(delete)
        vanish_first(scene, lobby)

        await scene.work(run)

        assert states(scene, run) == [DONE]
        assert scene.store.tables.bindings[GUILD].id_of(Kind.CHANNEL, Key("lobby")) is None

    async def test_editing_what_is_gone_fails_and_says_what_to_do(self, scene: Scene) -> None:
        lobby = await a_lobby(scene)
        run = await scene.run_of(an_edit(1))
        vanish_first(scene, lobby)

        await scene.work(run)

        assert states(scene, run) == [FAILED]
        assert scene.record(run, 1).error_code == "thing_gone"
        assert "new plan" in scene.record(run, 1).message

    async def test_a_reference_without_an_id_fails_before_anything_is_sent(
        self, scene: Scene
    ) -> None:
        run = await scene.run_of(an_edit(1, "nowhere"), a_role_step(2))

        await scene.work(run)

        assert states(scene, run) == [FAILED, DONE]
        assert scene.record(run, 1).error_code == "unknown_reference"
        assert scene.record(run, 1).attempt == 0
