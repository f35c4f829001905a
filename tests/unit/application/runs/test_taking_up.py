"""A worker that dies anywhere, and the one that finishes its work."""

import asyncio
from dataclasses import replace

import pytest

from app.shared.domain.planning.steps import Action, Step, reference
from app.shared.domain.runs.run import Run, RunState, StepState
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import ChannelType, Tag
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import GUILD, a_blueprint, a_channel, a_role, a_step
from tests.support.fakes.guild_gateway import FakeGateway
from tests.support.scene import Scene
from tests.support.steps import a_channel_step, a_role_step, an_edit

FORUM = a_step(
    3,
    Action.CREATE_CHANNEL,
    key=Key("forum"),
    name="forum",
    body={
        "name": "forum",
        "type": 15,
        "available_tags": [
            {"id": reference(Kind.TAG, Key("forum/help")), "name": "help"},
            {"id": reference(Kind.TAG, Key("forum/bug")), "name": "bug"},
        ],
    },
    needs=frozenset({1}),
)
RULE = a_step(
    4,
    Action.CREATE_RULE,
    key=Key("spam"),
    name="No spam",
    body={
        "name": "No spam",
        "event_type": 1,
        "trigger_type": 3,
        "actions": [{"type": 1}],
        "enabled": True,
        "exempt_roles": [reference(Kind.ROLE, Key("helper"))],
        "exempt_channels": [],
    },
    needs=frozenset({1}),
)
STEPS: tuple[Step, ...] = (
    a_role_step(1),
    a_channel_step(2),
    FORUM,
    RULE,
    an_edit(5, needs=frozenset({2})),
    a_step(
        6,
        Action.DELETE_CHANNEL,
        key=Key("old"),
        name="old",
        body=None,
        needs=frozenset({2, 3, 4, 5}),
    ),
)


DESIGN = a_blueprint(
    a_role("helper"),
    a_channel("lobby", topic="Hi"),
    a_channel(
        "forum",
        ChannelType.FORUM,
        tags=tuple(Tag(key=Key(tag), name=tag) for tag in ("help", "bug")),
    ),
)


async def a_run(scene: Scene) -> Run:
    return await scene.approved(await scene.kept(*STEPS, blueprint=DESIGN))


async def a_scene() -> Scene:
    scene = Scene()
    await scene.bind(Kind.CHANNEL, "old", scene.guild.new_channel({"name": "old"}))
    return scene


def check_whole(scene: Scene) -> None:
    """No twin, no gap, and bindings that are true."""
    guild, bindings = scene.guild, scene.store.tables.bindings[GUILD]
    roles = sorted(role["name"] for role in guild.roles.values())
    channels = {channel["name"]: channel for channel in guild.channels.values()}
    assert roles == ["@everyone", "Bot", "Helper"]
    assert sorted(channel["name"] for channel in guild.channels.values()) == ["forum", "lobby"]
    assert channels["lobby"]["topic"] == "Hi"
    assert [rule["name"] for rule in guild.rules.values()] == ["No spam"]
    tags = {tag["name"]: tag["id"] for tag in channels["forum"]["available_tags"]}
    assert bindings.ids == {
        (Kind.ROLE, Key("helper")): max(guild.roles),
        (Kind.CHANNEL, Key("lobby")): channels["lobby"]["id"],
        (Kind.CHANNEL, Key("forum")): channels["forum"]["id"],
        (Kind.TAG, Key("forum/help")): tags["help"],
        (Kind.TAG, Key("forum/bug")): tags["bug"],
        (Kind.RULE, Key("spam")): min(guild.rules),
    }


@pytest.mark.parametrize(
    ("log", "stride"), [("readable", 1), ("forbidden", 4), ("lagging", 4)], ids=str
)
async def test_a_worker_may_die_at_every_moment(log: str, stride: int) -> None:
    prepared = await a_scene()
    run = await a_run(prepared)
    points = 0
    died = True
    while died:
        points += stride
        scene = prepared.replica()
        scene.gateway.audit_log_readable = log != "forbidden"
        scene.gateway.audit_log_lags = log == "lagging"

        died = await scene.work_until_death(run, points)
        sent_before = len(scene.gateway.sent)
        await scene.work(run)

        ended = scene.now(run)
        assert (ended.state, ended.failure) == (RunState.SUCCEEDED, ""), points
        check_whole(scene)
        assert ended.report is not None
        assert len(STEPS) <= ended.report.writes <= len(STEPS) + 5
        assert ended.report.writes >= len(scene.gateway.sent)
        if not died:
            assert sent_before == len(scene.gateway.sent) == len(STEPS)
    assert points > 60


async def test_workers_may_die_again_and_again() -> None:
    prepared = await a_scene()
    run = await a_run(prepared)
    for gap in range(20, 45, 2):
        scene = prepared.replica()

        deaths = 0
        while deaths < 20 and await scene.work_until_death(run, gap + deaths):
            deaths += 1
        await scene.work(run)

        assert deaths > 1
        assert scene.now(run).state is RunState.SUCCEEDED
        check_whole(scene)


async def test_being_taken_up_is_in_the_trail() -> None:
    scene = await a_scene()
    run = await a_run(scene)
    await scene.work_until_death(run, 40)

    await scene.work(run)

    assert scene.trail() == ["plan.approved", "run.started", "run.taken_up", "run.ended"]


async def test_a_run_taken_up_again_does_not_take_its_own_work_for_a_stale_guild() -> None:
    scene = await a_scene()
    run = await a_run(scene)
    await scene.work_until_death(run, 45)
    assert scene.gateway.sent

    await scene.work(run)

    assert scene.now(run).state is RunState.SUCCEEDED


async def test_nothing_is_sent_before_uncertain_steps_have_been_looked_at() -> None:
    scene = await a_scene()
    run = await scene.run_of(a_role_step(1), a_role_step(2, "guide"))
    began = replace(scene.now(run), state=RunState.RUNNING, started_at=scene.clock.now())
    scene.store.tables.runs[run.id] = (began, scene.store.tables.runs[run.id][1])
    started = replace(
        scene.record(run, 1), state=StepState.STARTED, attempt=1, started_at=scene.clock.now()
    )
    scene.store.tables.steps[run.id, 1] = started
    audit_log = FakeGateway.audit_log
    sent_before_look: list[int] = []

    async def look(*args: object, **kwargs: object) -> object:
        sent_before_look.append(len(scene.gateway.sent))
        return await audit_log(scene.gateway, *args, **kwargs)  # type: ignore[arg-type]

    scene.gateway.audit_log = look  # type: ignore[method-assign,assignment]
    await scene.work(run)

    assert sent_before_look == [0]
    assert [record.attempt for record in scene.records(run)] == [2, 1]


async def test_a_worker_that_loses_its_lock_sends_nothing_more() -> None:
    scene = await a_scene()
    run = await a_run(scene)
    sent_one = asyncio.Event()
    scene.gateway.mishap_for = lambda _call: sent_one.set()
    work = asyncio.create_task(scene.work(run))
    await sent_one.wait()

    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    sent = len(scene.gateway.sent)
    for _ in range(200):
        await asyncio.sleep(0)

    assert len(scene.gateway.sent) == sent < len(STEPS)
    assert scene.now(run).state is RunState.RUNNING
    await scene.work(run)
    assert scene.now(run).state is RunState.SUCCEEDED
    check_whole(scene)
