"""What somebody changes after a run has looked at the guild and before its first call takes effect,
and how that is told apart from what the look had seen."""

from itertools import chain, repeat

import pytest

from app.shared.application.ports.guild_gateway import Call, DiscordUnavailable
from app.shared.domain.planning.steps import Action
from app.shared.domain.runs.run import Run, RunState
from app.shared.domain.structure.channels import Overwrite
from app.shared.domain.structure.identifiers import Key, role_target
from tests.support.builders import a_blueprint, a_channel, a_role
from tests.support.edited_meanwhile import Applied, design
from tests.support.fakes.guild_gateway import Mishap, Sent
from tests.support.fakes.life import Died

_NEWCOMER = role_target(Key("newcomer"))
_ROLE_FIRST = a_blueprint(
    a_role("helper"),
    a_role("newcomer"),
    a_channel("hall", topic="Old"),
    a_channel("lobby", topic="New", access={_NEWCOMER: Overwrite(1024, 0)}),
)
"""A role is made, and then one channel edited that needs it."""


@pytest.fixture
async def applied() -> Applied:
    applied = Applied()
    await applied.begin()
    return applied


async def approved_and_put_back(applied: Applied) -> Run:
    """Approved; then Ada changed something and changed it back, two seconds and one before now."""
    run = await applied.approved(design("New"))
    for topic in ("By Ada", "Old"):
        applied.scene.clock.advance(1)
        applied.edit("hall", topic=topic)
    applied.scene.clock.advance(1)
    return run


def by_ada(applied: Applied, name: str, seconds: float, ahead: int = 0) -> None:
    """A moment after the look, and so long before the run goes on."""
    applied.scene.clock.advance(0.1)
    applied.edit(name, ahead=ahead, topic="By Ada")
    applied.scene.clock.advance(seconds)


@pytest.mark.parametrize("ahead", [-40, 0, 40])
@pytest.mark.parametrize("seconds", [0, 1, 3600])
async def test_it_is_told_however_long_that_was_and_by_whatever_clock(
    applied: Applied, seconds: int, ahead: int
) -> None:
    applied.behind_look(2, lambda: by_ada(applied, "hall", seconds, ahead))

    report = await applied.go_on(design("New"), lambda _call: applied.set_clock(ahead))

    assert applied.state is RunState.SUCCEEDED
    assert report.set_over == (
        "Ada changed #hall meanwhile (topic), and the run then set it as planned.",
    )


@pytest.mark.parametrize("waits", [(10, 0), (0, 10)])
async def test_one_quick_call_tells_the_clocks_apart_where_others_had_to_wait(
    applied: Applied, waits: tuple[int, int]
) -> None:
    """A call is begun before it waits for its turn: by that one alone the look may have come so
    much later."""
    applied.behind_look(2, lambda: by_ada(applied, "lobby", 1))
    seconds = chain(waits, repeat(0))
    calls: list[Action] = []

    def before(call: Call) -> None:
        calls.append(call.action)
        applied.scene.clock.advance(next(seconds))
        applied.set_clock()

    report = await applied.go_on(_ROLE_FIRST, before)

    assert calls == [Action.CREATE_ROLE, Action.EDIT_CHANNEL]
    assert len(report.set_over) == 1


async def test_what_was_put_back_before_the_look_is_not_told(applied: Applied) -> None:
    run = await approved_and_put_back(applied)

    report = await applied.worked(run)

    assert report.verified
    assert report.set_over == ()


async def test_a_call_that_took_effect_before_it_was_begun_again_tells_nothing_of_clocks(
    applied: Applied,
) -> None:
    """Its answer was lost and neither the guild nor the audit log showed it yet, so it was begun
    once more: what was put back before the look would seem to have come after it."""
    run = await approved_and_put_back(applied)
    lost: list[Sent] = []

    def loses(call: Call) -> Mishap | None:
        if len(lost) == 2:
            applied.scene.gateway.audit_log_lags = False
            return None
        lost.append(applied.scene.gateway.sent[-1])
        assert lost[-1].call == call
        return Mishap(DiscordUnavailable("No answer.", unsure=True))

    def take_effect() -> None:
        for one in lost:
            applied.scene.guild.apply(one.call, one.reason)
        applied.scene.gateway.audit_log_lags = True
        applied.scene.clock.advance(5)

    applied.scene.gateway.mishap_for = loses
    applied.behind_look(2, take_effect)
    report = await applied.worked(run)

    assert {record.attempt for record in applied.scene.records(run)} == {2}
    assert report.verified
    assert report.set_over == ()


async def test_a_worker_that_takes_over_trusts_no_other_ones_clock(applied: Applied) -> None:
    """The first one's is forty seconds ahead, and it dies after its first effect."""
    scene = applied.scene
    run = await approved_and_put_back(applied)
    scene.clock.advance(40)

    def dies_at_the_second(_call: Call) -> None:
        applied.set_clock(-40)
        if len(scene.gateway.sent) > before + 1:
            scene.life.dead = True
            scene.life.check()

    before = len(scene.gateway.sent)
    scene.gateway.mishap_for = dies_at_the_second
    with pytest.raises(Died):
        await scene.work(run)
    scene.clock.advance(-39)
    scene.life.begin_anew()
    scene.lock.held.clear()
    scene.gateway.mishap_for = lambda _call: None

    report = await applied.worked(run)

    assert report.verified
    assert report.set_over == ()


async def test_what_came_before_the_first_effect_is_not_told_by_a_worker_that_took_over(
    applied: Applied,
) -> None:
    """It knows of no look but its own, and what that one saw may have been so all along."""
    scene = applied.scene
    applied.behind_look(2, lambda: by_ada(applied, "hall", 1))
    run = await applied.approved(design("New"))

    def dies(_call: Call) -> None:
        scene.life.dead = True
        scene.life.check()

    scene.gateway.mishap_for = dies
    with pytest.raises(Died):
        await scene.work(run)
    scene.life.begin_anew()
    scene.lock.held.clear()
    scene.gateway.mishap_for = lambda _call: None

    report = await applied.worked(run)

    assert report.verified
    assert report.set_over == ()
