"""What somebody changes after a run has looked at the guild and before its first call takes effect,
and how that is told apart from what the look had seen."""

import asyncio
from collections.abc import Callable
from itertools import chain, repeat

import pytest

from app.shared.application.ports.guild_gateway import Call, DiscordUnavailable, LimitReached
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.planning.steps import Action
from app.shared.domain.runs.run import Run, Wish
from app.shared.domain.structure.channels import Overwrite
from app.shared.domain.structure.identifiers import Key, role_target
from tests.support.builders import a_blueprint, a_channel, a_role
from tests.support.edited_meanwhile import Applied, design
from tests.support.fakes.guild_gateway import Mishap, Sent
from tests.support.fakes.life import Died
from tests.support.scene import Scene

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


async def approved_and_put_back(applied: Applied, ahead: int = 0) -> Run:
    """Approved; then Ada changed something and changed it back, two seconds and one before now."""
    run = await applied.approved(design("New"))
    put_back(applied, ahead)
    return run


def put_back(applied: Applied, ahead: int = 0) -> None:
    for topic in ("By Ada", "Old"):
        applied.scene.clock.advance(1)
        applied.edit("hall", ahead=ahead, topic=topic)
    applied.scene.clock.advance(1)


async def begun_and_changed(
    applied: Applied, wanted: Blueprint, name: str, *, ahead: int = 0
) -> Run:
    """Approved; Ada will change it ten seconds after the run has looked."""
    run = await applied.approved(wanted)

    def ada() -> None:
        applied.scene.clock.advance(10)
        applied.edit(name, ahead=ahead, topic="By Ada")
        applied.scene.clock.advance(0.1)

    applied.after_the_look(ada)
    return run


def refusing(applied: Applied, refusals: int, ahead: int = 0) -> Callable[[Call], Mishap | None]:
    """So often Discord puts a call off for ten minutes."""
    left = iter(range(refusals))

    def refuses(_call: Call) -> Mishap | None:
        applied.set_clock(ahead)
        return None if next(left, None) is None else Mishap(LimitReached("Later.", retry_after=600))

    return refuses


async def told_by(applied: Applied, run: Run) -> tuple[str, ...]:
    """By the report of the worker that ends the run, which comes out as planned."""
    report = await applied.worked(run)
    assert report.verified
    return report.set_over


@pytest.mark.parametrize("ahead", [-40, 0, 40])
@pytest.mark.parametrize("refusals", [0, 2, 8])
async def test_it_is_told_however_long_that_was_and_by_whatever_clock(
    applied: Applied, refusals: int, ahead: int
) -> None:
    run = await begun_and_changed(applied, design("New"), "hall", ahead=ahead)

    applied.scene.gateway.mishap_for = refusing(applied, refusals, ahead)
    assert await told_by(applied, run) == (
        "Ada changed #hall meanwhile (topic), and the run then set it as planned.",
    )


@pytest.mark.parametrize("waits", [(10, 0), (0, 10)])
async def test_one_quick_call_tells_enough_where_others_had_to_wait(
    applied: Applied, waits: tuple[int, int]
) -> None:
    """A call is begun before it waits for its turn: by that one alone the look may have come so
    much later."""
    run = await begun_and_changed(applied, _ROLE_FIRST, "lobby")
    seconds = chain(waits, repeat(0))
    calls: list[Action] = []

    def waits_for_its_turn(call: Call) -> None:
        calls.append(call.action)
        applied.scene.clock.advance(next(seconds))
        applied.set_clock()

    applied.scene.gateway.mishap_for = waits_for_its_turn
    assert len(await told_by(applied, run)) == 1
    assert calls == [Action.CREATE_ROLE, Action.EDIT_CHANNEL]


@pytest.mark.parametrize("refusals", [0, 2])
async def test_what_was_put_back_before_the_look_is_not_told(
    applied: Applied, refusals: int
) -> None:
    run = await approved_and_put_back(applied)

    applied.scene.gateway.mishap_for = refusing(applied, refusals)
    assert await told_by(applied, run) == ()


async def test_what_was_put_back_before_the_look_had_seen_all_is_not_told(applied: Applied) -> None:
    run = await applied.approved(design("New"))
    applied.in_look(1, lambda: put_back(applied), once_seen=False)

    assert await told_by(applied, run) == ()


async def test_what_was_put_back_before_the_look_that_had_an_answer_is_not_told(
    applied: Applied,
) -> None:
    run = await applied.approved(design("New"))

    def has_no_answer() -> None:
        put_back(applied)
        applied.scene.gateway.read_errors.append(DiscordUnavailable("No answer."))

    applied.in_look(1, has_no_answer, once_seen=False)
    assert await told_by(applied, run) == ()


@pytest.mark.parametrize("seconds", [-40, 3, 40])
@pytest.mark.parametrize("between", ["look and first call", "two calls"])
async def test_a_clock_that_is_put_right_during_the_run_tells_nothing_untrue(
    applied: Applied, between: str, seconds: int
) -> None:
    """It was behind by so much, or ahead."""
    scene = applied.scene
    run = await approved_and_put_back(applied, ahead=seconds)
    ahead = [seconds]

    def put_right() -> None:
        scene.clock.put_right(ahead.pop())

    def in_the_middle(call: Call) -> Mishap | None:
        first = call.object_id == applied.channel("hall")["id"]
        if ahead and not first:
            put_right()
            return Mishap(LimitReached("Later.", retry_after=5))
        applied.set_clock(sum(ahead))
        return None

    if between == "two calls":
        scene.gateway.mishap_for = in_the_middle
    else:
        applied.after_the_look(put_right)
    assert await told_by(applied, run) == ()
    assert ahead == []


async def test_a_clock_that_goes_a_little_faster_than_discords_tells_nothing_untrue(
    applied: Applied,
) -> None:
    """By two seconds in an hour, for which Discord puts the calls off."""
    run = await approved_and_put_back(applied)
    left = iter(range(2))

    def refuses(_call: Call) -> Mishap | None:
        again = next(left, None)
        if again == 0:
            applied.scene.clock.put_right(-2)
        applied.set_clock()
        return None if again is None else Mishap(LimitReached("Later.", retry_after=3600))

    applied.scene.gateway.mishap_for = refuses
    assert await told_by(applied, run) == ()


@pytest.mark.parametrize("then", ["answered", "refused, and cancelled"])
async def test_a_call_that_took_effect_before_it_was_begun_again_tells_nothing_untrue(
    applied: Applied, then: str
) -> None:
    """Its answer was lost and neither the guild nor the audit log showed it yet, so it was begun
    once more: what was put back before the look would seem to have come after it."""
    scene = applied.scene
    run = await approved_and_put_back(applied)
    lost: list[Sent] = []
    asked: list[asyncio.Future[Run]] = []

    def loses(call: Call) -> Mishap | None:
        if len(lost) < 2:
            lost.append(scene.gateway.sent[-1])
            return Mishap(DiscordUnavailable("No answer.", unsure=True))
        scene.gateway.audit_log_lags = False
        if then == "answered" or call.object_id == applied.channel("hall")["id"]:
            return None
        asked.append(asyncio.ensure_future(scene.steer(run, Wish.CANCEL)))
        return Mishap(LimitReached("Later.", retry_after=60))

    def take_effect() -> None:
        for one in lost:
            scene.guild.apply(one.call, one.reason)
        scene.gateway.audit_log_lags = True
        scene.clock.advance(5)

    scene.gateway.mishap_for = loses
    applied.in_look(2, take_effect)
    report = await applied.worked(run)

    attempts = {record.attempt for record in scene.records(run)}
    assert attempts == ({2} if then == "answered" else {1, 2})
    assert report.set_over == ()


async def test_a_worker_that_takes_over_trusts_no_other_ones_clock(applied: Applied) -> None:
    """The first one's is forty seconds ahead, and it dies after its first effect."""
    scene = applied.scene
    run = await approved_and_put_back(applied)
    scene.clock.advance(40)
    before = len(scene.gateway.sent)

    def dies_at_the_second(_call: Call) -> None:
        applied.set_clock(-40)
        if len(scene.gateway.sent) > before + 1:
            scene.life.end()

    await dead_of(scene, run, dies_at_the_second)
    scene.clock.advance(-39)

    assert await told_by(applied, run) == ()


async def test_a_worker_that_takes_over_tells_nothing_that_its_own_look_has_seen(
    applied: Applied,
) -> None:
    """It knows of no other look, and what its own one saw may have been so all along."""
    run = await begun_and_changed(applied, design("New"), "hall")
    await dead_of(applied.scene, run, lambda _call: applied.scene.life.end())

    assert await told_by(applied, run) == ()


async def test_a_worker_that_takes_over_before_the_first_effect_tells_what_followed_its_own_look(
    applied: Applied,
) -> None:
    run = await applied.approved(_ROLE_FIRST)
    await dead_of(applied.scene, run, lambda _call: applied.scene.life.end())

    def ada() -> None:
        applied.scene.clock.advance(0.1)
        applied.edit("lobby", topic="By Ada")
        applied.scene.clock.advance(0.1)

    applied.after_the_look(ada)
    assert len(await told_by(applied, run)) == 1


async def dead_of(scene: Scene, run: Run, mishap: Callable[[Call], None]) -> None:
    """A worker has died of it, and nothing befalls the next one."""
    scene.gateway.mishap_for = mishap
    with pytest.raises(Died):
        await scene.work(run)
    scene.gateway.mishap_for = lambda _call: None
    scene.life.begin_anew()
    scene.lock.held.clear()
