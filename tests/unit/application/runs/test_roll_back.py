"""The way back to before a run."""

from typing import Any

import pytest

from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.runs.roll_back import RollBack, RollBackCommand
from app.shared.domain.blueprint.blueprint import Unmanaged
from app.shared.domain.runs.run import Run, RunState
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import a_blueprint, a_channel, a_role
from tests.support.scene import Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def applied(scene: Scene, *parts: Any, **fields: Any) -> Run:
    run = await scene.approved(await scene.planned(a_blueprint(*parts, **fields)))
    await scene.work(run)
    assert scene.now(run).state is RunState.SUCCEEDED, scene.now(run)
    return run


async def way_back(scene: Scene, run: Run) -> StoredPlan:
    return await RollBack(scene.store, scene.gateway, scene.clock)(RollBackCommand(run_id=run.id))


def shown(scene: Scene) -> tuple[list[Any], list[Any]]:
    """Everything but ids and position numbers."""
    guild = scene.guild
    names = {**{r["id"]: r["name"] for r in guild.roles.values()}}
    rooms = {c["id"]: c["name"] for c in guild.channels.values()}
    roles = sorted(
        (guild.rank(role)[1] * 0, role["name"], role["permissions"], role["hoist"])
        for role in guild.roles.values()
    )
    channels = sorted(
        (
            channel["name"],
            channel["type"],
            channel["topic"] or "",
            rooms.get(channel["parent_id"], ""),
            sorted(
                (names.get(o["id"], o["id"]), o["allow"], o["deny"])
                for o in channel["permission_overwrites"]
            ),
        )
        for channel in guild.channels.values()
    )
    return roles, channels


async def test_created_things_go_and_changed_things_change_back(scene: Scene) -> None:
    lobby = scene.guild.new_channel({"name": "lobby", "topic": "Old"})
    before = shown(scene)
    run = await applied(
        scene,
        a_role("helper"),
        a_channel("lobby", topic="New"),
        a_channel("desk", ChannelType.CATEGORY),
        a_channel("board", parent=Key("desk")),
    )

    stored = await way_back(scene, run)
    back = await scene.approved(stored)
    await scene.work(back)

    assert scene.now(back).state is RunState.SUCCEEDED, scene.now(back)
    assert shown(scene) == before
    assert list(scene.guild.channels) == [lobby]
    assert stored.plan.blueprint_version is None


async def test_deleted_things_come_back_and_what_is_lost_is_said(scene: Scene) -> None:
    role_id = scene.guild.new_role({"name": "Old hands", "permissions": "1024"})
    overwrite = {"id": role_id, "type": 0, "allow": 1024, "deny": 0}
    scene.guild.new_channel(
        {"name": "attic", "topic": "Dust", "permission_overwrites": [overwrite]}
    )
    members = [scene.guild.add_member(role_id) for _ in range(3)]
    before = shown(scene)
    delete = Unmanaged.DELETE
    run = await applied(scene, unmanaged_roles=delete, unmanaged_channels=delete)
    assert len(scene.guild.roles) == 2
    assert scene.guild.channels == {}

    stored = await way_back(scene, run)
    back = await scene.approved(stored)
    await scene.work(back)

    assert scene.now(back).state is RunState.SUCCEEDED, scene.now(back)
    assert shown(scene) == before
    losses = {change.name: change.loses for change in stored.plan.changes}
    assert "3 members have to be given it again" in losses["Old hands"]
    assert "What was written in it is lost." in losses["attic"]
    kept = scene.store.tables.members[run.id, Key(str(role_id))]
    assert set(kept) == set(members)


async def test_what_people_made_since_stays(scene: Scene) -> None:
    run = await applied(scene, a_role("helper"))
    role_id = scene.guild.new_role({"name": "Friends"})
    channel_id = scene.guild.new_channel({"name": "party"})

    back = await scene.approved(await way_back(scene, run))
    await scene.work(back)

    assert role_id in scene.guild.roles
    assert channel_id in scene.guild.channels
    assert [r["name"] for r in scene.guild.roles.values() if r["name"] == "Helper"] == []


async def test_the_way_leads_back_over_later_runs_too(scene: Scene) -> None:
    before = shown(scene)
    first = await applied(scene, a_role("helper"))
    await applied(scene, a_role("helper", hoist=True), a_role("guide"), a_channel("lobby"))

    back = await scene.approved(await way_back(scene, first))
    await scene.work(back)

    assert shown(scene) == before


async def test_a_rollback_can_itself_be_rolled_back(scene: Scene) -> None:
    run = await applied(scene, a_role("helper", permissions=1024), a_channel("lobby", topic="Hi"))
    after = shown(scene)
    back = await scene.approved(await way_back(scene, run))
    await scene.work(back)

    forth = await scene.approved(await way_back(scene, back))
    await scene.work(forth)

    assert scene.now(forth).state is RunState.SUCCEEDED
    assert shown(scene) == after
    bindings = next(iter(scene.store.tables.bindings.values()))
    assert bindings.id_of(Kind.ROLE, Key("helper")) in scene.guild.roles


async def test_who_had_a_role_is_told_as_of_the_time_that_is_gone_back_to(scene: Scene) -> None:
    async def with_members(count: int) -> None:
        await applied(scene, a_role("helper"))
        role_id = next(r["id"] for r in scene.guild.roles.values() if r["name"] == "Helper")
        for _ in range(count):
            scene.guild.add_member(role_id)

    await with_members(3)
    gone = await applied(scene, unmanaged_roles=Unmanaged.DELETE)
    await with_members(2)
    await applied(scene, unmanaged_roles=Unmanaged.DELETE)

    stored = await way_back(scene, gone)

    (loss,) = [change.loses for change in stored.plan.changes if change.name == "Helper"]
    assert "3 members" in loss


async def test_protected_things_stay_protected_on_the_way_back(scene: Scene) -> None:
    protected = frozenset({(Kind.CHANNEL, Key("lobby"))})
    run = await applied(scene, a_channel("lobby"), protected=protected)

    stored = await way_back(scene, run)

    assert stored.plan.is_empty


async def test_nothing_to_undo_is_an_empty_plan(scene: Scene) -> None:
    run = await applied(scene, a_role("helper"))
    back = await scene.approved(await way_back(scene, run))
    await scene.work(back)

    assert (await way_back(scene, run)).plan.is_empty


async def test_what_people_deleted_and_a_run_brought_back_is_there_once(scene: Scene) -> None:
    def design(topic: str) -> tuple[Any, ...]:
        return (
            a_role("helper", name="Helper"),
            a_channel("desk", ChannelType.CATEGORY),
            a_channel("lobby", parent=Key("desk"), topic=topic),
        )

    await applied(scene, *design("Old"))
    before = shown(scene)
    second = await applied(scene, *design("New"))
    for kind, key in ((Kind.CHANNEL, "lobby"), (Kind.CHANNEL, "desk"), (Kind.ROLE, "helper")):
        bound = (await bindings(scene)).id_of(kind, Key(key))
        assert bound is not None
        (scene.guild.roles if kind is Kind.ROLE else scene.guild.channels).pop(bound)
    await applied(scene, *design("New"))

    stored = await way_back(scene, second)
    back = await scene.approved(stored)
    await scene.work(back)

    assert scene.now(back).state is RunState.SUCCEEDED, scene.now(back)
    assert [change.id for change in stored.plan.changes] == ["channel:lobby:update"]
    assert shown(scene) == before


async def bindings(scene: Scene) -> Any:
    async with scene.store() as uow:
        return await uow.bindings.of(scene.guild.id)


async def test_whoever_would_lose_a_role_that_goes_again_is_counted(scene: Scene) -> None:
    run = await applied(scene, a_role("helper"))
    (helper,) = [role["id"] for role in scene.guild.roles.values() if role["name"] == "Helper"]
    scene.guild.add_member(helper)

    stored = await way_back(scene, run)

    assert [change.loses for change in stored.plan.changes] == [
        "1 member loses it. A role made anew is given to nobody."
    ]
