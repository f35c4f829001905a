"""Pause, resume, cancel and hand over: between steps, and noticed soon."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.shared.application.ports.guild_gateway import Call, LimitReached
from app.shared.application.runs.execute_run import Execution
from app.shared.domain.runs.lifecycle import RunEnded
from app.shared.domain.runs.run import Run, RunState, StepState, Wish
from tests.support.builders import GUILD
from tests.support.fakes.clock import START
from tests.support.fakes.guild_gateway import Mishap
from tests.support.fakes.unit_of_work import InMemoryStore
from tests.support.scene import Scene
from tests.support.steps import ROLE_THEN_CHANNEL, a_role_step

DONE, SKIPPED, WAITING, STARTED = (
    StepState.DONE,
    StepState.SKIPPED,
    StepState.WAITING,
    StepState.STARTED,
)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def states(scene: Scene, run: Run) -> list[StepState]:
    return [record.state for record in scene.records(run)]


def during_first_call(scene: Scene, act: Callable[[], None]) -> None:
    calls: list[Call] = []

    def look(call: Call) -> None:
        if not calls:
            act()
        calls.append(call)

    scene.gateway.mishap_for = look


def wish(scene: Scene, run: Run, wanted: Wish) -> None:
    stored, plan_id = scene.store.tables.runs[run.id]
    scene.store.tables.runs[run.id] = (replace(stored, wish=wanted), plan_id)


def freeze(scene: Scene) -> None:
    """Nobody wakes up, so that nothing is noticed merely because time has passed."""
    sleep = scene.clock.sleep

    async def stand_still(seconds: float) -> None:
        await asyncio.Event().wait()
        await sleep(seconds)

    scene.clock.sleep = stand_still  # type: ignore[method-assign]


async def test_a_pause_lets_the_step_under_way_finish_and_starts_no_other(scene: Scene) -> None:
    run = await scene.run_of(*ROLE_THEN_CHANNEL)
    during_first_call(scene, lambda: wish(scene, run, Wish.PAUSE))

    assert await scene.work(run) is Execution.PAUSED

    assert states(scene, run) == [DONE, WAITING]
    assert scene.now(run).state is RunState.PAUSED
    assert scene.now(run).report is None
    assert scene.trail()[-1] == "run.paused"


async def test_a_paused_run_stays_paused_until_somebody_resumes(scene: Scene) -> None:
    run = await scene.run_of(*ROLE_THEN_CHANNEL)
    during_first_call(scene, lambda: wish(scene, run, Wish.PAUSE))
    await scene.work(run)

    assert await scene.work(run) is Execution.PAUSED
    assert len(scene.gateway.sent) == 1

    scene.queue().clear()
    await scene.steer(run, Wish.GO_ON)
    assert scene.queue() == [run.id]
    assert await scene.work(run) is Execution.ENDED

    assert states(scene, run) == [DONE, DONE]
    assert scene.now(run).state is RunState.SUCCEEDED
    assert "run.resumed" in scene.trail()


class Wavering(InMemoryStore):
    """People change their minds between the wish's being seen and its being heeded."""

    answers_to_go = 0
    change_mind: Callable[[], None]

    async def answer(self) -> None:
        await super().answer()
        self.answers_to_go -= 1
        if self.answers_to_go == 0:
            self.change_mind()


async def test_a_changed_mind_is_noticed_before_the_pause_is_written(scene: Scene) -> None:
    store = scene.store = Wavering(scene.life)
    run = await scene.run_of(*ROLE_THEN_CHANNEL)
    store.change_mind = lambda: wish(scene, run, Wish.GO_ON)
    noticed_in_the_start_of_a_step, about_to_pause = 2, 1

    def pause() -> None:
        wish(scene, run, Wish.PAUSE)
        done_with_commit = 3
        store.answers_to_go = done_with_commit + noticed_in_the_start_of_a_step + about_to_pause

    during_first_call(scene, pause)
    freeze(scene)

    assert await scene.work(run) is Execution.ENDED
    assert scene.now(run).state is RunState.SUCCEEDED
    assert "run.paused" not in scene.trail()


async def test_a_cancel_skips_what_was_not_started_and_reports_truly(scene: Scene) -> None:
    run = await scene.run_of(*ROLE_THEN_CHANNEL)
    during_first_call(scene, lambda: wish(scene, run, Wish.CANCEL))

    assert await scene.work(run) is Execution.ENDED

    ended = scene.now(run)
    assert states(scene, run) == [DONE, SKIPPED]
    assert ended.state is RunState.CANCELLED
    assert ended.report is not None
    assert (ended.report.done, ended.report.skipped, ended.report.writes) == (1, 1, 1)
    assert ended.report.read_back_at is not None


async def test_the_very_next_step_heeds_a_wish(scene: Scene) -> None:
    run = await scene.run_of(*ROLE_THEN_CHANNEL)
    during_first_call(scene, lambda: wish(scene, run, Wish.CANCEL))
    freeze(scene)

    await scene.work(run)

    assert len(scene.gateway.sent) == 1
    assert scene.now(run).state is RunState.CANCELLED


async def test_a_cancelled_run_is_ended_by_a_worker_even_when_paused(scene: Scene) -> None:
    run = await scene.run_of(*ROLE_THEN_CHANNEL)
    during_first_call(scene, lambda: wish(scene, run, Wish.PAUSE))
    await scene.work(run)

    await scene.steer(run, Wish.CANCEL)
    assert await scene.work(run) is Execution.ENDED

    assert scene.now(run).state is RunState.CANCELLED
    assert len(scene.gateway.sent) == 1


async def test_a_run_that_nobody_has_begun_is_cancelled_at_once(scene: Scene) -> None:
    run = await scene.run_of(*ROLE_THEN_CHANNEL)

    ended = await scene.steer(run, Wish.CANCEL)

    assert ended.state is RunState.CANCELLED
    assert ended.report is not None
    assert (ended.report.skipped, ended.report.writes) == (2, 0)
    assert states(scene, run) == [SKIPPED, SKIPPED]
    assert scene.trail()[-2:] == ["run.cancel_wished", "run.ended"]
    assert await scene.work(run) is Execution.ENDED
    assert scene.gateway.sent == []


async def test_a_run_that_a_worker_has_just_taken_is_left_to_it(scene: Scene) -> None:
    run = await scene.run_of(*ROLE_THEN_CHANNEL)

    async with scene.lock.hold(GUILD):
        wished = await scene.steer(run, Wish.CANCEL)

    assert (wished.state, wished.wish) == (RunState.QUEUED, Wish.CANCEL)
    await scene.work(run)
    assert scene.now(run).state is RunState.CANCELLED
    assert scene.gateway.sent == []


@pytest.mark.parametrize("wanted", Wish)
async def test_a_run_that_has_ended_cannot_be_steered(scene: Scene, wanted: Wish) -> None:
    run = await scene.run_of(a_role_step(1))
    await scene.work(run)

    with pytest.raises(RunEnded):
        await scene.steer(run, wanted)


@pytest.mark.parametrize(
    ("wanted", "state"), [(Wish.CANCEL, RunState.CANCELLED), (Wish.PAUSE, RunState.PAUSED)]
)
async def test_a_run_that_waits_for_a_limit_notices_a_wish_within_a_second_or_so(
    scene: Scene, wanted: Wish, state: RunState
) -> None:
    run = await scene.run_of(a_role_step(1))
    scene.gateway.mishaps.append(Mishap(LimitReached("Too often.", retry_after=600)))
    sleep = scene.clock.sleep

    async def wish_after_a_minute(seconds: float) -> None:
        await sleep(seconds)
        if scene.clock.now() >= START + timedelta(seconds=60):
            wish(scene, run, wanted)

    scene.clock.sleep = wish_after_a_minute  # type: ignore[method-assign]
    await scene.work(run)

    assert scene.now(run).state is state
    assert scene.clock.now() <= START + timedelta(seconds=63)


async def test_a_worker_that_must_go_hands_over_between_steps(scene: Scene) -> None:
    run = await scene.run_of(*ROLE_THEN_CHANNEL)
    scene.queue().clear()
    during_first_call(scene, scene.stopping.set)

    assert await scene.work(run) is Execution.HANDED_OVER

    assert states(scene, run) == [DONE, WAITING]
    assert scene.now(run).state is RunState.RUNNING
    assert scene.queue() == [run.id]
    assert scene.trail()[-1] == "run.handed_over"
    scene.stopping.clear()
    assert await scene.work(run) is Execution.ENDED
    assert scene.now(run).state is RunState.SUCCEEDED


async def test_a_call_that_takes_too_long_does_not_hold_up_the_hand_over(scene: Scene) -> None:
    run = await scene.run_of(a_role_step(1), a_role_step(2, "guide"))
    during_first_call(scene, scene.stopping.set)
    write = scene.gateway.write

    async def hang(*args: object) -> object:
        answer = await write(*args)  # type: ignore[arg-type]
        if "Helper" in str(args):
            await scene.clock.sleep(3600)
        return answer

    scene.gateway.write = hang  # type: ignore[method-assign,assignment]
    assert await scene.work(run) is Execution.HANDED_OVER

    assert scene.clock.now() <= START + timedelta(seconds=30)
    assert states(scene, run)[0] is STARTED
    scene.gateway.write = write  # type: ignore[method-assign]
    scene.stopping.clear()
    await scene.work(run)
    assert scene.now(run).state is RunState.SUCCEEDED
    assert sorted(role["name"] for role in scene.guild.roles.values()) == [
        "@everyone",
        "Bot",
        "Guide",
        "Helper",
    ]
