"""A database that goes away in the middle of a run."""

from datetime import timedelta

import pytest

from app.shared.application.ports.guild_gateway import Call
from app.shared.application.ports.unit_of_work import StoreUnavailable
from app.shared.domain.runs.run import RunState, StepState
from app.shared.domain.structure.bindings import Kind
from tests.support.fakes.clock import START
from tests.support.fakes.guild_gateway import Mishap
from tests.support.fakes.unit_of_work import InMemoryStore
from tests.support.scene import Scene
from tests.support.steps import ROLE_THEN_CHANNEL, a_role_step, an_edit


@pytest.fixture
def scene() -> Scene:
    return Scene()


class Outage(InMemoryStore):
    """Four answers in a row do not come, from `first` on."""

    first = 1_000_000
    answers = 0

    async def answer(self) -> None:
        self.answers += 1
        if self.first <= self.answers < self.first + 4:
            self.unavailable = 1
        await super().answer()


async def test_a_short_outage_is_sat_out_at_every_moment() -> None:
    for first in range(0, 60, 2):
        scene = Scene()
        store = scene.store = Outage(scene.life)
        run = await scene.run_of(*ROLE_THEN_CHANNEL)
        store.first = store.answers + first

        await scene.work(run)

        assert scene.now(run).state is RunState.SUCCEEDED, first
        assert len(scene.gateway.sent) == 2
        assert scene.trail() == ["plan.approved", "run.started", "run.ended"]
        assert len(scene.guild.roles) == 3


class Unheard(InMemoryStore):
    """Every commit happens; once `deaf`, every other answer to one is lost."""

    deaf = False
    commits = 0

    async def committed(self) -> None:
        self.commits += self.deaf
        if self.deaf and self.commits % 2 == 1:
            raise StoreUnavailable("The database does not answer.")


async def test_a_commit_that_happened_unheard_is_not_done_twice() -> None:
    scene = Scene()
    store = scene.store = Unheard(scene.life)
    run = await scene.run_of(*ROLE_THEN_CHANNEL)
    store.deaf = True

    await scene.work(run)

    assert store.commits > 8
    assert scene.now(run).state is RunState.SUCCEEDED
    assert scene.trail() == ["plan.approved", "run.started", "run.ended"]
    assert len(scene.gateway.sent) == 2


async def test_nothing_is_sent_that_cannot_be_journalled(scene: Scene) -> None:
    run = await scene.run_of(*[a_role_step(n, f"r{n}") for n in range(1, 40)])
    sent: list[Call] = []

    def down_after_three(call: Call) -> None:
        sent.append(call)
        if len(sent) == 3:
            scene.store.unavailable = 10_000_000

    scene.gateway.mishap_for = down_after_three
    with pytest.raises(StoreUnavailable):
        await scene.work(run)

    assert len(scene.gateway.sent) <= 16
    for call in scene.gateway.sent:
        number = int(call.reason.rpartition(" ")[2])
        assert scene.record(run, number).state in {StepState.STARTED, StepState.DONE}
    assert scene.clock.now() < START + timedelta(minutes=10)
    scene.store.unavailable = 0
    await scene.work(run)
    assert scene.now(run).state is RunState.SUCCEEDED
    assert len(scene.guild.roles) == 41


async def test_a_run_that_cannot_be_read_is_not_begun(scene: Scene) -> None:
    run = await scene.run_of(a_role_step(1))
    scene.store.unavailable = 10_000_000

    with pytest.raises(StoreUnavailable):
        await scene.work(run)

    assert scene.gateway.sent == []
    assert scene.lock.held == set()


@pytest.mark.parametrize("store", [Outage, Unheard])
async def test_what_is_sent_again_while_the_store_is_down_is_counted_once(
    store: type[InMemoryStore],
) -> None:
    for first in range(0, 40, 2):
        scene = Scene()
        kept = scene.store = store(scene.life)
        await scene.bind(Kind.CHANNEL, "lobby", scene.guild.new_channel({"name": "lobby"}))
        run = await scene.run_of(an_edit(1))
        scene.gateway.mishaps.append(Mishap(None, repeats=3))
        if isinstance(kept, Outage):
            kept.first = kept.answers + first
        if isinstance(kept, Unheard):
            kept.deaf = True

        await scene.work(run)

        report = scene.now(run).report
        assert report is not None
        assert report.writes == len(scene.gateway.sent) == 4, first
