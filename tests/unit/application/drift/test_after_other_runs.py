"""Drift after runs that were chosen from, cut short, or led back: who is to blame for what."""

from dataclasses import replace
from typing import Any

import pytest

from app.shared.application.drift.compare_live import CompareLive, CompareLiveCommand, Drift
from app.shared.application.drift.last_design import NothingApplied
from app.shared.application.planning.plan_guild import PlanGuild, PlanGuildCommand
from app.shared.application.ports.guild_gateway import CallForbidden, DiscordUnavailable
from app.shared.application.runs.roll_back import RollBack, RollBackCommand
from app.shared.domain.blueprint.blueprint import Blueprint, Ignore, Unmanaged
from app.shared.domain.planning.steps import Action
from app.shared.domain.runs.run import Run, RunState
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import GUILD, OWNER, a_blueprint, a_channel, a_role, a_version
from tests.support.fakes.guild_gateway import Mishap
from tests.support.scene import Scene

FIRST = a_blueprint(a_role("helper"), a_channel("lobby", topic="Hi"))
SECOND = a_blueprint(
    a_role("helper", hoist=True), a_role("guide"), a_channel("lobby", topic="Welcome")
)


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def saved(scene: Scene, number: int, blueprint: Blueprint) -> None:
    async with scene.store() as uow:
        await uow.versions.add(a_version(number, blueprint))
        await uow.commit()


async def applied(scene: Scene, version: int, *selected: str) -> Run:
    plan_guild = PlanGuild(scene.store, scene.gateway, scene.clock)
    stored = await plan_guild(
        PlanGuildCommand(
            guild_id=GUILD, version=version, selected=frozenset(selected) if selected else None
        )
    )
    return await worked(scene, await scene.approved(stored))


async def rolled_back(scene: Scene, run: Run) -> Run:
    roll_back = RollBack(scene.store, scene.gateway, scene.clock)
    return await worked(
        scene, await scene.approved(await roll_back(RollBackCommand(run_id=run.id)))
    )


async def worked(scene: Scene, run: Run) -> Run:
    await scene.work(run)
    scene.clock.advance(60)
    return scene.now(run)


async def drift(scene: Scene) -> Drift:
    scene.clock.advance(60)
    return await CompareLive(scene.store, scene.gateway)(CompareLiveCommand(guild_id=GUILD))


def edit(scene: Scene, kind: str, name: str, **fields: Any) -> None:
    """By the owner's hand."""
    scene.clock.advance(60)
    scene.guild.now = scene.clock.now()
    things = scene.guild.channels if kind == "channel" else scene.guild.roles
    thing = next(one for one in things.values() if one["name"] == name)
    thing.update(fields)
    scene.guild.note(OWNER, 11 if kind == "channel" else 31, thing["id"], "")


def told(found: Drift) -> tuple[list[str], list[str]]:
    return [one.sentence for one in found.differences], [one.sentence for one in found.not_done]


LOBBY_SPOILT = '#lobby is not as planned: topic is "Spoilt" instead of "Hi".'


async def test_a_selective_apply_takes_no_earlier_drift_for_its_own(scene: Scene) -> None:
    await saved(scene, 1, FIRST)
    await applied(scene, 1)
    edit(scene, "channel", "lobby", topic="Spoilt")
    second = a_blueprint(a_role("helper"), a_role("guide"), a_channel("lobby", topic="Hi"))
    await saved(scene, 2, second)
    run = await applied(scene, 2, "role:guide:create")

    found = await drift(scene)

    assert run.state is RunState.SUCCEEDED
    assert told(found) == ([LOBBY_SPOILT], [])
    assert found.differences[0].by is not None
    assert found.differences[0].by.user_id == OWNER
    assert (found.run.id, found.version, found.apply_puts_back) == (run.id, 2, True)


async def test_what_was_not_chosen_is_not_done_and_nobodys_doing(scene: Scene) -> None:
    await saved(scene, 1, FIRST)
    await applied(scene, 1)
    await saved(scene, 2, SECOND)
    await applied(scene, 2, "role:guide:create")

    found = await drift(scene)

    assert found.differences == ()
    assert {one.change.id for one in found.not_done} == {
        "role:helper:update",
        "channel:lobby:update",
    }


async def test_one_thing_may_be_spoilt_in_one_field_and_not_done_in_another(scene: Scene) -> None:
    await saved(scene, 1, FIRST)
    await applied(scene, 1)
    await saved(scene, 2, SECOND)
    await applied(scene, 2, "role:guide:create")
    edit(scene, "role", "Helper", mentionable=True)

    by_hand, not_done = told(await drift(scene))

    assert by_hand == ["The role Helper is not as planned: mentionable is on instead of off."]
    assert "The role Helper is not as planned: hoist is off instead of on." in not_done


async def test_a_cancelled_or_failed_run_is_not_the_guilds_doing(scene: Scene) -> None:
    await saved(scene, 1, FIRST)
    await applied(scene, 1)
    await saved(scene, 2, SECOND)
    scene.gateway.mishap_for = lambda call: (
        Mishap(CallForbidden("No.")) if call.action is Action.EDIT_CHANNEL else None
    )
    run = await applied(scene, 2)

    found = await drift(scene)

    assert run.state is RunState.FAILED
    assert any(role["name"] == "Guide" for role in scene.guild.roles.values())
    assert found.run.id == run.id
    assert told(found) == (
        [],
        ['#lobby is not as planned: topic is "Hi" instead of "Welcome".'],
    )


async def test_drift_that_a_failed_run_did_not_put_right_is_still_drift(scene: Scene) -> None:
    await saved(scene, 1, FIRST)
    await applied(scene, 1)
    edit(scene, "channel", "lobby", nsfw=True)
    await saved(scene, 2, SECOND)
    scene.gateway.mishap_for = lambda call: (
        Mishap(CallForbidden("No.")) if call.action is Action.EDIT_CHANNEL else None
    )
    await applied(scene, 2)

    by_hand, not_done = told(await drift(scene))

    assert by_hand == ["#lobby is not as planned: nsfw is on instead of off."]
    assert not_done == ['#lobby is not as planned: topic is "Hi" instead of "Welcome".']


async def test_what_a_rollback_took_away_is_not_the_guilds_doing(scene: Scene) -> None:
    await saved(scene, 1, FIRST)
    await rolled_back(scene, await applied(scene, 1))
    await saved(scene, 2, SECOND)
    await applied(scene, 2, "role:guide:create")

    found = await drift(scene)

    assert found.differences == ()
    assert {one.change.id for one in found.not_done} >= {
        "role:helper:create",
        "channel:lobby:create",
    }


async def test_after_a_rollback_what_was_made_by_hand_beside_is_no_drift(scene: Scene) -> None:
    await saved(scene, 1, FIRST)
    await applied(scene, 1)
    await saved(scene, 2, SECOND)
    back = await rolled_back(scene, await applied(scene, 2))
    scene.guild.new_channel({"name": "party"})

    found = await drift(scene)

    assert back.state is RunState.SUCCEEDED
    assert (found.run.id, found.version) == (back.id, None)
    assert told(found) == ([], [])


async def test_drift_after_a_rollback_is_told_without_redoing_what_was_undone(
    scene: Scene,
) -> None:
    await saved(scene, 1, FIRST)
    await applied(scene, 1)
    await saved(scene, 2, SECOND)
    await rolled_back(scene, await applied(scene, 2))
    edit(scene, "channel", "lobby", topic="Spoilt")

    found = await drift(scene)

    assert told(found) == ([LOBBY_SPOILT], [])
    assert not found.apply_puts_back


async def test_after_a_rollback_what_the_design_leaves_alone_is_left_alone(scene: Scene) -> None:
    await saved(scene, 1, FIRST)
    scene.guild.new_channel({"name": "cellar"})
    await rolled_back(scene, await applied(scene, 1))
    edit(scene, "channel", "cellar", topic="Dark")
    scene.guild.settings["afk_timeout"] = 60

    assert told(await drift(scene)) == ([], [])


async def test_what_a_version_deletes_is_drift_once_it_is_made_again(scene: Scene) -> None:
    await saved(scene, 1, a_blueprint(a_role("helper"), unmanaged_channels=Unmanaged.DELETE))
    await applied(scene, 1)
    scene.guild.new_channel({"name": "party"})

    assert told(await drift(scene)) == (["#party still exists."], [])


async def test_an_earlier_version_is_not_what_an_apply_leads_to(scene: Scene) -> None:
    await saved(scene, 1, FIRST)
    await applied(scene, 1)
    await saved(scene, 2, SECOND)

    assert not (await drift(scene)).apply_puts_back


async def test_an_end_that_could_not_be_read_is_said_and_blames_nobody(scene: Scene) -> None:
    await saved(scene, 1, FIRST)
    await applied(scene, 1)
    edit(scene, "role", "Helper", mentionable=True)
    await saved(scene, 2, SECOND)
    run = await unread(scene, 2, "role:guide:create", "channel:lobby:update")
    edit(scene, "channel", "lobby", topic="Spoilt")

    found = await drift(scene)

    assert run.report is not None
    assert run.report.end_snapshot is None
    assert (found.run.id, found.end_known) == (run.id, False)
    assert [one.change.id for one in found.differences] == ["role:helper:update"]
    assert '"Spoilt" instead of "Welcome"' in " ".join(told(found)[1])


async def unread(scene: Scene, version: int, *selected: str) -> Run:
    """Apply to a guild that cannot be read once something was sent."""
    observe, sent = scene.gateway.observe, len(scene.gateway.sent)

    async def gone(*args: Any, **named: Any) -> Any:
        if len(scene.gateway.sent) > sent:
            raise DiscordUnavailable("No answer.")
        return await observe(*args, **named)

    scene.gateway.observe = gone  # type: ignore[method-assign]
    run = await applied(scene, version, *selected)
    scene.gateway.observe = observe  # type: ignore[method-assign]
    return run


async def test_a_first_run_that_failed_after_calls_is_something_to_compare_with(
    scene: Scene,
) -> None:
    await saved(scene, 1, FIRST)
    scene.gateway.mishap_for = lambda call: (
        Mishap(CallForbidden("No.")) if call.action is Action.CREATE_CHANNEL else None
    )
    await applied(scene, 1)
    edit(scene, "role", "Helper", hoist=True)

    by_hand, not_done = told(await drift(scene))

    assert by_hand == ["The role Helper is not as planned: hoist is on instead of off."]
    assert not_done == ["#lobby does not exist."]


async def test_a_first_run_that_was_refused_is_nothing_to_compare_with(scene: Scene) -> None:
    await saved(scene, 1, FIRST)
    run = await scene.approved(await scene.planned(FIRST))
    scene.guild.new_channel({"name": "party"})
    ended = await worked(scene, run)

    assert ended.state is RunState.FAILED
    with pytest.raises(NothingApplied):
        await drift(scene)


async def test_a_run_that_has_not_ended_is_not_the_guilds_doing(scene: Scene) -> None:
    await saved(scene, 1, FIRST)
    await applied(scene, 1)
    await saved(scene, 2, a_blueprint(a_channel("lobby", topic="Hi"), a_role("guide")))
    stored = await PlanGuild(scene.store, scene.gateway, scene.clock)(
        PlanGuildCommand(guild_id=GUILD)
    )
    run, sent, die_at = await scene.approved(stored), len(scene.gateway.sent), 1
    while len(scene.gateway.sent) == sent:
        assert await scene.work_until_death(run, die_at)
        die_at += 1

    found = await drift(scene)

    assert scene.now(run).state is RunState.RUNNING
    assert (found.run.id, found.version, found.end_known) == (run.id, 2, False)
    assert found.differences == ()


async def test_an_order_that_was_not_chosen_is_not_spoilt_by_what_goes(scene: Scene) -> None:
    rooms = [a_channel("attic"), a_channel("bath"), a_channel("cellar")]
    await saved(scene, 1, a_blueprint(*rooms))
    await applied(scene, 1)
    await saved(scene, 2, a_blueprint(a_role("guide"), *reversed(rooms)))
    await applied(scene, 2, "role:guide:create")
    bath = next(key for key, one in scene.guild.channels.items() if one["name"] == "bath")
    scene.guild.drop_channel(bath)

    found = await drift(scene)

    assert [one.change.id for one in found.differences] == ["channel:bath:create"]
    assert [one.change.id for one in found.not_done] == ["order:channels:move"]


async def test_nobody_is_blamed_for_what_was_put_right_before(scene: Scene) -> None:
    await saved(scene, 1, FIRST)
    await applied(scene, 1)
    edit(scene, "role", "Helper", mentionable=True)
    edit(scene, "channel", "lobby", topic="Spoilt")
    await applied(scene, 1, "channel:lobby:update")
    next(iter(scene.guild.channels.values()))["topic"] = "Spoilt by somebody else"

    by = {one.change.name: one.by for one in (await drift(scene)).differences}

    assert by["Helper"] is not None
    assert by["lobby"] is None


async def test_an_order_that_people_changed_is_drift(scene: Scene) -> None:
    rooms = [a_channel("attic"), a_channel("bath"), a_channel("cellar")]
    await saved(scene, 1, a_blueprint(*rooms))
    await applied(scene, 1)
    channels = list(scene.guild.channels.values())
    channels[0]["position"], channels[2]["position"] = 2, 0
    await saved(scene, 2, a_blueprint(a_role("guide"), *rooms))
    await applied(scene, 2, "role:guide:create")

    assert told(await drift(scene)) == (["The order of channels is not as planned."], [])


async def test_a_field_that_was_not_chosen_can_be_spoilt_all_the_same(scene: Scene) -> None:
    await saved(scene, 1, FIRST)
    await applied(scene, 1)
    await saved(scene, 2, SECOND)
    await applied(scene, 2, "role:guide:create", "role:helper:update")
    edit(scene, "channel", "lobby", topic="Spoilt")

    assert told(await drift(scene)) == (
        ['#lobby is not as planned: topic is "Spoilt" instead of "Welcome".'],
        [],
    )


async def test_of_two_fields_of_one_thing_the_older_tells_how_far_to_ask(scene: Scene) -> None:
    await saved(scene, 1, FIRST)
    await applied(scene, 1)
    edit(scene, "channel", "lobby", nsfw=True)
    await saved(scene, 2, a_blueprint(*FIRST.structure.roles, a_role("guide"), a_channel("lobby")))
    await applied(scene, 2, "role:guide:create")
    next(iter(scene.guild.channels.values()))["topic"] = "Spoilt"

    (found,) = (await drift(scene)).differences

    assert {field.field for field in found.change.fields} == {"nsfw", "topic"}
    assert found.by is not None


async def test_what_a_design_leaves_to_people_stays_theirs_after_a_rollback(scene: Scene) -> None:
    theirs = frozenset({Ignore(Kind.CHANNEL, Key("lobby"), "topic")})
    await saved(scene, 1, FIRST)
    await applied(scene, 1)
    await saved(scene, 2, replace(SECOND, ignored=theirs))
    await rolled_back(scene, await applied(scene, 2))
    edit(scene, "channel", "lobby", topic="Ours")

    assert told(await drift(scene)) == ([], [])
