"""What must still hold when a run begins."""

from typing import Any

import pytest

from app.shared.domain.fingerprint import fingerprint
from app.shared.domain.guilds.admission import Decision
from app.shared.domain.guilds.presence import GuildPresence
from app.shared.domain.planning import plan
from app.shared.domain.runs.run import Run, RunState, StepState, Wish
from app.shared.domain.structure.bindings import Kind
from tests.support.builders import BOT, GUILD, NOON, OWNER
from tests.support.scene import Scene
from tests.support.steps import a_role_step


@pytest.fixture
async def scene() -> Scene:
    scene = Scene()
    await scene.bind(Kind.CHANNEL, "lobby", scene.guild.new_channel({"name": "lobby"}))
    await scene.bind(Kind.ROLE, "guide", scene.guild.new_role({"name": "Guide"}))
    return scene


def rename(scene: Scene) -> None:
    next(iter(scene.guild.channels.values()))["name"] = "hall"


def open_up(scene: Scene) -> None:
    overwrite = {"id": GUILD, "type": 0, "allow": 1024, "deny": 0}
    next(iter(scene.guild.channels.values()))["permission_overwrites"] = [overwrite]


def empty_overwrite(scene: Scene) -> None:
    overwrite = {"id": GUILD, "type": 0, "allow": 0, "deny": 0}
    next(iter(scene.guild.channels.values()))["permission_overwrites"] = [overwrite]


def permit(scene: Scene) -> None:
    scene.guild.roles[GUILD]["permissions"] = str(1 << 11)


def demote_bot(scene: Scene) -> None:
    scene.guild.members[BOT] = set()


def reorder(scene: Scene) -> None:
    for role in scene.guild.roles.values():
        role["position"] += role["name"] == "Guide"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (rename, '#lobby: name was "lobby", is now "hall".'),
        (open_up, "#lobby: permissions for @everyone were added."),
        (empty_overwrite, "#lobby: permissions for @everyone were added."),
        (lambda s: s.guild.new_role({"name": "New"}), "The role New was created."),
        (lambda s: s.guild.drop_channel(min(s.guild.channels)), "#lobby was deleted."),
        (permit, "@everyone: permissions changed: + Send Messages and Create Posts."),
        (demote_bot, "The server: the bot's roles was"),
        (lambda s: s.guild.settings.update(name="Other"), 'The server: name was "Guild", is now'),
        (reorder, ""),
    ],
)
async def test_a_guild_that_has_changed_is_not_touched(
    scene: Scene, change: Any, told: str
) -> None:
    run = await scene.run_of(a_role_step(1))
    change(scene)

    await scene.work(run)

    ended = scene.now(run)
    assert (ended.state, ended.failure_code) == (RunState.FAILED, "plan_stale")
    assert told in ended.failure
    assert scene.gateway.sent == []
    assert scene.record(run, 1).state is StepState.SKIPPED
    assert ended.report is not None
    assert ended.report.writes == 0


async def run_approved_before(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Run:
    """By a version whose plans have no fingerprints in columns."""
    with monkeypatch.context() as before:
        before.setattr(plan, "_in_columns", fingerprint)
        return await scene.run_of(a_role_step(1))


async def test_a_plan_that_was_approved_before_an_upgrade_is_carried_out(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = await run_approved_before(scene, monkeypatch)

    await scene.work(run)

    assert scene.now(run).state is RunState.SUCCEEDED


@pytest.mark.parametrize("change", [rename, open_up, demote_bot, reorder])
async def test_a_plan_that_was_approved_before_an_upgrade_can_be_stale_as_others_can(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, change: Any
) -> None:
    run = await run_approved_before(scene, monkeypatch)
    change(scene)

    await scene.work(run)

    assert scene.now(run).failure_code == "plan_stale"
    assert scene.gateway.sent == []


async def refuse(scene: Scene) -> None:
    async with scene.store() as uow:
        presence = GuildPresence(
            guild_id=GUILD, name="Guild", joined_at=NOON, decision=Decision.REFUSED
        )
        await uow.guild_presences.save(presence)
        await uow.commit()


async def test_a_server_that_was_refused_meanwhile_is_not_touched(scene: Scene) -> None:
    run = await scene.approved(await scene.kept(a_role_step(1)), actor=f"user:{OWNER}")
    await refuse(scene)

    await scene.work(run)

    ended = scene.now(run)
    assert (ended.state, ended.failure_code) == (RunState.FAILED, "guild_refused")
    assert scene.gateway.sent == []


async def test_the_host_may_carry_out_what_the_host_has_asked_for(scene: Scene) -> None:
    run = await scene.run_of(a_role_step(1))
    await refuse(scene)

    await scene.work(run)

    assert scene.now(run).state is RunState.SUCCEEDED


async def test_a_worker_that_dies_over_a_stale_plan_leaves_it_stale(scene: Scene) -> None:
    run = await scene.run_of(a_role_step(1))
    rename(scene)
    died, point = True, 0
    while died:
        point += 1
        again = scene.replica()
        died = await again.work_until_death(run, point)
        await again.work(run)

        assert again.now(run).failure_code == "plan_stale", point
        assert again.gateway.sent == []
    assert point > 20


async def test_what_does_not_matter_does_not_make_a_plan_stale(scene: Scene) -> None:
    run = await scene.run_of(a_role_step(1))
    scene.guild.add_member()
    scene.clock.advance(3600)

    await scene.work(run)

    assert scene.now(run).state is RunState.SUCCEEDED


async def test_bindings_that_were_changed_since_make_a_plan_stale(scene: Scene) -> None:
    run = await scene.run_of(a_role_step(1))
    await scene.bind(Kind.ROLE, "other", scene.guild.new_role({"name": "X"}))
    scene.guild.drop_role(max(scene.guild.roles))

    await scene.work(run)

    assert scene.now(run).failure_code == "plan_stale"
    assert scene.gateway.sent == []


async def test_a_run_that_was_paused_before_its_first_step_is_held_against_the_guild_again(
    scene: Scene,
) -> None:
    run = await scene.run_of(a_role_step(1))
    await scene.steer(run, Wish.PAUSE)
    await scene.work(run)
    assert scene.now(run).state is RunState.PAUSED
    rename(scene)

    await scene.steer(run, Wish.GO_ON)
    await scene.work(run)

    assert scene.now(run).failure_code == "plan_stale"
    assert scene.gateway.sent == []
