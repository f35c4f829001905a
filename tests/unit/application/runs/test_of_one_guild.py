"""Whoever may know of one guild learns nothing of the runs of another."""

import pytest

from app.shared.application.planning.what_changed import WhatChanged, WhatChangedCommand
from app.shared.application.ports.unit_of_work import PlanNotFound, RunNotFound
from app.shared.application.runs.approve_plan import ApprovePlanCommand
from app.shared.application.runs.roll_back import RollBack, RollBackCommand
from app.shared.application.runs.show_run import ShowRun, ShowRunCommand
from app.shared.application.runs.steer_run import SteerRunCommand
from app.shared.domain.access.refusals import AccessDenied
from app.shared.domain.access.rights import Right
from app.shared.domain.runs.run import Run, RunId, Wish
from app.shared.domain.structure.identifiers import GuildId
from tests.support.builders import GUILD, OWNER, a_blueprint, a_channel, a_role
from tests.support.court import Court

ELSEWHERE = GuildId(GUILD + 1)
DESIGN = a_blueprint(a_role("greeter"), a_channel("lobby"))


@pytest.fixture
def court() -> Court:
    return Court()


@pytest.fixture
async def run(court: Court) -> Run:
    return await court.apply(OWNER, await court.planned(DESIGN))


def steering(run_id: RunId, **fields: object) -> SteerRunCommand:
    return SteerRunCommand(run_id=run_id, wish=Wish.PAUSE, **fields)  # type: ignore[arg-type]


async def test_a_run_of_another_guild_is_not_there(court: Court, run: Run) -> None:
    show, steer = ShowRun(court.store), court.steer_run()
    back = RollBack(court.store, court.gateway, court.clock)
    told = []
    for run_id in (run.id, RunId("none")):
        for attempt in (
            show(ShowRunCommand(run_id=run_id, guild_id=ELSEWHERE)),
            steer(steering(run_id, guild_id=ELSEWHERE)),
            steer(steering(run_id, guild_id=ELSEWHERE, actor=f"user:{OWNER}", origin="web")),
            back(RollBackCommand(run_id=run_id, guild_id=ELSEWHERE)),
        ):
            with pytest.raises(RunNotFound) as caught:
                await attempt
            told.append(caught.value.message)

    assert set(told) == {f"There is no run {run.id}.", "There is no run none."}
    assert court.now(run).wish is Wish.GO_ON


async def test_a_plan_of_another_guild_is_not_there(court: Court, run: Run) -> None:
    with pytest.raises(PlanNotFound):
        await WhatChanged(court.store, court.gateway)(
            WhatChangedCommand(guild_id=ELSEWHERE, hash=run.plan_hash)
        )
    with pytest.raises(PlanNotFound):
        await court.approve_plan()(ApprovePlanCommand(guild_id=ELSEWHERE, hash=run.plan_hash))


async def test_a_run_of_the_guild_is(court: Court, run: Run) -> None:
    shown = await ShowRun(court.store)(ShowRunCommand(run_id=run.id, guild_id=GUILD))
    paused = await court.steer_run()(steering(run.id, guild_id=GUILD))

    assert shown.run == run
    assert paused.wish is Wish.PAUSE


class TestSteering:
    """Whoever may start a run may pause, resume and cancel it, and nobody else."""

    async def test_it_takes_the_right_to_apply(self, court: Court, run: Run) -> None:
        steer, ann = court.steer_run(), f"user:{court.ann}"
        court.to(court.ann, *(set(Right) - {Right.APPLY}))

        with pytest.raises(AccessDenied):
            await steer(steering(run.id, actor=ann, origin="web"))
        assert court.now(run).wish is Wish.GO_ON

        court.to(court.ann, Right.APPLY)
        await steer(steering(run.id, actor=ann, origin="web"))
        assert court.now(run).wish is Wish.PAUSE

    async def test_it_takes_the_right_for_what_the_run_changes(
        self, court: Court, run: Run
    ) -> None:
        court.to(court.ann, Right.APPLY, objects=frozenset({"channel:lobby"}))

        with pytest.raises(AccessDenied, match="Greeter"):
            await court.steer_run()(steering(run.id, actor=f"user:{court.ann}", origin="api"))

    async def test_who_may_roll_back_steers_a_way_back(self, court: Court, run: Run) -> None:
        await court.work(run)
        back = await court.apply(OWNER, await court.way_back(run))
        court.to(court.ann, Right.ROLLBACK)

        await court.steer_run()(steering(back.id, actor=f"user:{court.ann}", origin="web"))

        assert court.now(back).wish is Wish.PAUSE

    async def test_the_operator_of_the_host_steers_everything(self, court: Court, run: Run) -> None:
        await court.steer_run()(steering(run.id))

        assert court.now(run).wish is Wish.PAUSE
