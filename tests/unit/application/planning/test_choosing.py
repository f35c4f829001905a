"""Applying a part of a plan, and planning again what has become stale."""

from dataclasses import replace

import pytest

from app.shared.application.planning.choose_changes import (
    ChooseChanges,
    ChooseChangesCommand,
    ChosenChanges,
)
from app.shared.application.planning.list_plans import ListPlans, ListPlansCommand
from app.shared.application.planning.show_plan import ShownPlan, ShowPlan, ShowPlanCommand
from app.shared.application.ports.unit_of_work import PlanNotFound, SnapshotNotFound, StoredPlan
from app.shared.application.runs.refresh_plan import (
    RefreshedPlan,
    RefreshPlanCommand,
)
from app.shared.application.runs.roll_back import RollBack, RollBackCommand
from app.shared.domain.blueprint.blueprint import Blueprint, Unmanaged
from app.shared.domain.planning.selection import ChangeUnknown
from app.shared.domain.structure.channels import ChannelType, Overwrite
from app.shared.domain.structure.identifiers import Key, role_target
from tests.support.builders import GUILD, a_blueprint, a_channel, a_role
from tests.support.scene import Scene

ROLE, CLUB, LOBBY, HALL = (
    "role:helper:create",
    "channel:club:create",
    "channel:lobby:create",
    "channel:hall:create",
)


def design() -> Blueprint:
    return a_blueprint(
        a_role("helper"),
        a_channel("hall"),
        a_channel("club", ChannelType.CATEGORY, name="Club"),
        a_channel(
            "lobby",
            parent=Key("club"),
            access={role_target(Key("helper")): Overwrite(1024, 0)},
        ),
    )


@pytest.fixture
def scene() -> Scene:
    return Scene()


def choosing(scene: Scene) -> ChooseChanges:
    return ChooseChanges(scene.store, scene.gateway, scene.clock)


async def choose(scene: Scene, whole: StoredPlan, *ids: str, **more: object) -> ChosenChanges:
    command = ChooseChangesCommand(guild_id=GUILD, hash=whole.plan.hash, chosen=frozenset(ids))
    return await choosing(scene)(replace(command, **more))  # type: ignore[arg-type]


async def refresh(scene: Scene, plan: StoredPlan) -> RefreshedPlan:
    return await scene.refresh_plan()(RefreshPlanCommand(guild_id=GUILD, hash=plan.plan.hash))


async def show(scene: Scene, plan: StoredPlan) -> ShownPlan:
    return await ShowPlan(scene.store)(ShowPlanCommand(guild_id=GUILD, hash=plan.plan.hash))


def ids(plan: StoredPlan | None) -> set[str]:
    assert plan is not None
    return {change.id for change in plan.plan.changes}


async def test_what_a_choice_needs_comes_along(scene: Scene) -> None:
    whole = await scene.planned(design())

    chosen = await choose(scene, whole, LOBBY)

    assert chosen.closure == {ROLE, CLUB, LOBBY} == ids(chosen.plan)
    assert chosen.plan is not None
    assert chosen.plan.part_of == whole.plan.hash
    assert chosen.plan.plan.basis.snapshot == whole.plan.basis.snapshot


async def test_a_chosen_part_can_be_run_and_leaves_the_rest(scene: Scene) -> None:
    chosen = await choose(scene, await scene.planned(design()), HALL)

    assert chosen.plan is not None
    await scene.work(await scene.approved(chosen.plan))

    assert [channel["name"] for channel in scene.guild.channels.values()] == ["hall"]
    assert ids(await scene.planned(design())) == {ROLE, CLUB, LOBBY}


async def test_what_a_plan_needs_is_found_out_once(scene: Scene) -> None:
    whole, other = await scene.planned(design()), await scene.planned(a_blueprint(a_role("helper")))
    showing = ShowPlan(scene.store)
    first = await showing(ShowPlanCommand(guild_id=GUILD, hash=whole.plan.hash))

    scene.store.tables.snapshots.clear()

    again = await showing(ShowPlanCommand(guild_id=GUILD, hash=whole.plan.hash))
    assert again.needs == first.needs == {LOBBY: frozenset({CLUB, ROLE})}
    with pytest.raises(SnapshotNotFound):
        await showing(ShowPlanCommand(guild_id=GUILD, hash=other.plan.hash))


async def test_a_choice_of_all_is_the_plan_itself(scene: Scene) -> None:
    whole = await scene.planned(design())

    chosen = await choose(scene, whole, HALL, LOBBY)

    assert chosen.plan == whole


async def test_the_same_choice_is_kept_once(scene: Scene) -> None:
    whole = await scene.planned(design())

    first, again = await choose(scene, whole, HALL), await choose(scene, whole, HALL)

    assert first == again
    assert len(scene.store.tables.plans) == 2
    assert scene.trail() == ["plan.made", "plan.chosen"]


async def test_a_closure_can_be_had_without_a_plan(scene: Scene) -> None:
    whole = await scene.planned(design())

    chosen = await choose(scene, whole, LOBBY, keep=False)

    assert chosen.closure == {ROLE, CLUB, LOBBY}
    assert chosen.plan is None
    assert len(scene.store.tables.plans) == 1


async def test_a_part_of_a_part_is_chosen_from_the_whole(scene: Scene) -> None:
    whole = await scene.planned(design())
    part = (await choose(scene, whole, HALL)).plan
    assert part is not None

    other = await choose(scene, part, ROLE)

    assert ids(other.plan) == {ROLE}
    assert other.plan is not None
    assert other.plan.part_of == whole.plan.hash


async def test_what_is_no_change_cannot_be_chosen(scene: Scene) -> None:
    whole = await scene.planned(design())

    with pytest.raises(ChangeUnknown):
        await choose(scene, whole, "channel:ghost:create")
    with pytest.raises(PlanNotFound):
        await choosing(scene)(
            ChooseChangesCommand(guild_id=GUILD, hash="f" * 64, chosen=frozenset())
        )


async def test_a_choice_is_held_against_the_rights_of_who_chooses(scene: Scene) -> None:
    whole = await scene.planned(design())
    someone = scene.guild.add_member()

    chosen = await choose(scene, whole, HALL, requester=someone)

    assert chosen.plan is not None
    assert chosen.plan.plan.requester == someone
    assert chosen.plan.plan.blocked


async def test_a_plan_is_shown_with_what_each_change_needs_and_its_run(scene: Scene) -> None:
    whole = await scene.planned(design())

    shown = await show(scene, whole)

    assert shown.stored == whole
    assert shown.run is None
    assert shown.needs == {LOBBY: {ROLE, CLUB}}
    run = await scene.approved(whole)
    assert (await show(scene, whole)).run == run


async def test_plans_are_listed_without_parts_that_nobody_ran(scene: Scene) -> None:
    whole = await scene.planned(design())
    await choose(scene, whole, HALL)
    back = await choose(scene, whole, ROLE)
    assert back.plan is not None
    run = await scene.approved(back.plan)

    listed = await ListPlans(scene.store)(ListPlansCommand(guild_id=GUILD))

    assert [line.hash for line in listed] == [back.plan.plan.hash, whole.plan.hash]
    assert listed[0].run == (run.id, run.state)


async def test_a_plan_is_made_again_for_how_the_guild_is_now(scene: Scene) -> None:
    old = await scene.planned(design())
    scene.guild.new_role({"name": "Passing by"})

    again = await refresh(scene, old)

    assert again.plan.plan.hash != old.plan.hash
    assert ids(again.plan) == ids(old)
    assert len(again.changed) == 1
    assert "Passing by" in again.changed[0]


async def test_of_a_part_what_is_left_of_it_is_planned_again(scene: Scene) -> None:
    whole = await scene.planned(design())
    part = (await choose(scene, whole, LOBBY)).plan
    hall = (await choose(scene, whole, ROLE)).plan
    assert part is not None
    assert hall is not None
    await scene.work(await scene.approved(hall))

    again = await refresh(scene, part)

    assert ids(again.plan) == {CLUB, LOBBY}
    assert again.plan.part_of not in {"", whole.plan.hash}


async def test_a_part_of_a_way_back_says_what_it_cannot_bring_back(scene: Scene) -> None:
    run = await scene.approved(await scene.planned(design()))
    await scene.work(run)
    (hall,) = (one for one, c in scene.guild.channels.items() if c["name"] == "hall")
    emptied = await scene.approved(
        await scene.planned(a_blueprint(unmanaged_channels=Unmanaged.DELETE))
    )
    await scene.work(emptied)
    assert hall not in scene.guild.channels
    back = await RollBack(scene.store, scene.gateway, scene.clock)(
        RollBackCommand(run_id=emptied.id)
    )

    chosen = await choose(scene, back, HALL)

    assert chosen.plan is not None
    assert chosen.plan.rolls_back == emptied.id
    (change,) = chosen.plan.plan.changes
    assert change.loses == next(c.loses for c in back.plan.changes if c.id == HALL)
    assert "new id" in change.loses
