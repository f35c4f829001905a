"""Taking a live guild over."""

import pytest

from app.shared.application.access.gate import Gate
from app.shared.application.blueprints.import_guild import (
    ImportedGuild,
    ImportGuild,
    ImportGuildCommand,
)
from app.shared.application.ports.unit_of_work import RunUnderWay
from app.shared.domain.access.grants import Subject, SubjectKind
from app.shared.domain.access.refusals import AccessDenied
from app.shared.domain.access.rights import Right
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import GUILD, a_blueprint, a_role
from tests.support.scene import Scene


@pytest.fixture
def scene() -> Scene:
    scene = Scene()
    helper = scene.guild.new_role({"name": "Helper", "permissions": str(1 << 60 | 8)})
    desk = scene.guild.new_channel({"name": "Front Desk", "type": 4})
    overwrites = [{"id": helper, "type": 0, "allow": 0, "deny": 0}]
    for name in ("lobby", "lobby"):
        body = {"name": name, "parent_id": desk, "permission_overwrites": overwrites}
        scene.guild.new_channel(body)
    return scene


async def taken_over(scene: Scene, **fields: str) -> ImportedGuild:
    use_case = ImportGuild(scene.store, scene.gateway, Gate(scene.rights_of), scene.clock)
    return await use_case(ImportGuildCommand(guild_id=GUILD, **fields))


async def test_planning_what_was_imported_changes_nothing(scene: Scene) -> None:
    imported = await taken_over(scene)

    plan = (await scene.planned(imported.blueprint)).plan

    assert (plan.changes, plan.steps) == ((), ())
    assert imported.bound == 4


async def test_every_thing_gets_a_key_that_is_remembered(scene: Scene) -> None:
    await taken_over(scene)

    bindings = scene.store.tables.bindings[GUILD]
    keys = {entry.key for entry in bindings.of_kind(Kind.CHANNEL)}
    assert len(keys) == 3
    assert "lobby" in keys
    assert len(list(bindings.of_kind(Kind.ROLE))) == 1


async def test_importing_again_keeps_the_keys(scene: Scene) -> None:
    first = await taken_over(scene)
    for channel in scene.guild.channels.values():
        channel["name"] = f"new-{channel['name']}"

    second = await taken_over(scene)

    assert second.bound == 0
    assert [c.key for c in second.blueprint.structure.channels] == [
        c.key for c in first.blueprint.structure.channels
    ]


async def test_bindings_of_what_is_gone_are_let_go(scene: Scene) -> None:
    await scene.bind(Kind.ROLE, "gone", 5)

    await taken_over(scene)

    assert scene.store.tables.bindings[GUILD].id_of(Kind.ROLE, Key("gone")) is None


async def test_a_guild_is_not_imported_while_a_run_changes_it(scene: Scene) -> None:
    run = await scene.approved(await scene.planned(a_blueprint(a_role("guide"))))
    before = scene.store.tables.bindings.get(GUILD)

    with pytest.raises(RunUnderWay):
        await taken_over(scene)
    assert scene.store.tables.bindings.get(GUILD) == before

    await scene.work(run)
    await taken_over(scene)
    assert scene.trail()[-1] == "guild.imported"


async def test_who_may_design_a_part_does_not_take_over_the_whole(scene: Scene) -> None:
    member = scene.guild.add_member()
    subject, actor = Subject(SubjectKind.USER, member), f"user:{member}"
    scene.grant(subject, Right.DESIGN, objects=frozenset({"channel:lobby"}))

    with pytest.raises(AccessDenied):
        await taken_over(scene, actor=actor, origin="web")
    assert scene.store.tables.bindings == {}

    scene.grant(subject, Right.DESIGN)
    assert (await taken_over(scene, actor=actor, origin="web")).bound == 4
