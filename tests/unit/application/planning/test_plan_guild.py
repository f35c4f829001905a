"""Planning: what it reads, what it keeps, whom it asks about."""

from datetime import timedelta

import pytest

from app.shared.application.blueprints.save_version import SaveVersion, SaveVersionCommand
from app.shared.application.planning.plan_guild import PlanGuild, PlanGuildCommand
from app.shared.application.planning.recent_use import recent_use
from app.shared.application.planning.what_changed import WhatChanged, WhatChangedCommand
from app.shared.application.ports.guild_gateway import GuildNotFound, MemberNotFound
from app.shared.application.ports.unit_of_work import PlanNotFound, StoredPlan, VersionNotFound
from app.shared.domain.blueprint.blueprint import Blueprint, Unmanaged
from app.shared.domain.planning.request import RecentUse
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key, UserId
from app.shared.infrastructure.files.documents import FileDocuments
from tests.support.builders import GUILD, OWNER, a_blueprint, a_channel, a_role
from tests.support.gate import a_gate
from tests.support.scene import Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def plan(scene: Scene, **fields: object) -> StoredPlan:
    use_case = PlanGuild(scene.store, scene.gateway, scene.clock)
    return await use_case(PlanGuildCommand(guild_id=GUILD, **fields))  # type: ignore[arg-type]


async def save(scene: Scene, blueprint: Blueprint, text: str) -> int:
    command = SaveVersionCommand(guild_id=GUILD, blueprint=blueprint, text=text)
    use_case = SaveVersion(scene.store, FileDocuments(), a_gate(scene.store), scene.clock)
    return (await use_case(command)).number


async def test_the_latest_version_is_planned_unless_another_is_asked_for(scene: Scene) -> None:
    await save(scene, a_blueprint(a_role("helper")), "one")
    await save(scene, a_blueprint(a_role("guide")), "two")

    latest, first = await plan(scene), await plan(scene, version=1)

    assert (latest.plan.blueprint_version, latest.plan.changes[0].key) == (2, "guide")
    assert (first.plan.blueprint_version, first.plan.changes[0].key) == (1, "helper")


async def test_a_design_need_not_be_saved(scene: Scene) -> None:
    stored = await plan(scene, blueprint=a_blueprint(a_role("helper")))

    assert stored.plan.blueprint_version is None
    assert [change.id for change in stored.plan.changes] == ["role:helper:create"]


async def test_what_is_not_there_is_said(scene: Scene) -> None:
    with pytest.raises(VersionNotFound):
        await plan(scene)
    await save(scene, a_blueprint(), "one")
    with pytest.raises(VersionNotFound):
        await plan(scene, version=2)
    with pytest.raises(MemberNotFound):
        await plan(scene, requester=UserId(31337))
    scene.gateway.guilds.clear()
    with pytest.raises(GuildNotFound):
        await plan(scene)
    assert scene.store.tables.plans == {}


async def test_plan_snapshot_and_trail_are_kept_together(scene: Scene) -> None:
    await scene.bind(Kind.ROLE, "old", scene.guild.new_role({"name": "Old"}))

    stored = await plan(scene, blueprint=a_blueprint(a_role("helper")), origin="web")

    assert scene.store.tables.plans[stored.id] == stored
    snapshot, bindings = scene.store.tables.snapshots[stored.snapshot_id]
    assert snapshot.taken_at == scene.clock.now()
    assert bindings == scene.store.tables.bindings[GUILD]
    (entry,) = scene.store.tables.trail
    assert (entry.action, entry.subject, entry.origin) == ("plan.made", stored.plan.hash, "web")
    assert scene.gateway.sent == []


async def test_the_requesters_own_rights_are_looked_up(scene: Scene) -> None:
    member = scene.guild.add_member()
    design = a_blueprint(a_role("helper"))

    by_member = await plan(scene, blueprint=design, requester=member)
    by_owner = await plan(scene, blueprint=design, requester=OWNER)

    assert (by_member.plan.requester, by_member.plan.blocked) == (member, True)
    assert (by_owner.plan.requester, by_owner.plan.blocked) == (OWNER, False)
    assert by_member.plan.basis.rights != by_owner.plan.basis.rights


async def test_a_hidden_channel_is_not_taken_for_a_deleted_one(scene: Scene) -> None:
    channel = await scene.bind(Kind.CHANNEL, "vault", scene.guild.new_channel({"name": "vault"}))
    scene.guild.hidden.add(channel)

    stored = await plan(scene, blueprint=a_blueprint(a_channel("vault")))

    assert stored.plan.coverage.unseen_channels == {Key(str(channel))}
    assert stored.plan.is_empty


async def test_recent_use_counts_what_our_runs_have_done(scene: Scene) -> None:
    lobby = await scene.bind(Kind.CHANNEL, "lobby", scene.guild.new_channel({"name": "lobby"}))
    design = a_blueprint(
        a_role("helper"), a_role("guide"), a_channel("lobby", topic="Hi"), a_channel("hall")
    )
    await scene.work(await scene.approved(await scene.planned(design)))

    async def used() -> RecentUse:
        async with scene.store() as uow:
            return await recent_use(uow, GUILD, scene.clock.now())

    assert await used() == RecentUse(
        role_creations=2, channel_creations=1, renames={Key(str(lobby)): 1}
    )
    scene.clock.advance(timedelta(minutes=11).total_seconds())
    assert await used() == RecentUse(role_creations=2, channel_creations=1)
    scene.clock.advance(timedelta(hours=48).total_seconds())
    assert await used() == RecentUse()


async def test_why_a_plan_is_stale_is_told_field_by_field(scene: Scene) -> None:
    lobby = await scene.bind(Kind.CHANNEL, "lobby", scene.guild.new_channel({"name": "lobby"}))
    stored = await plan(scene, blueprint=a_blueprint(a_role("helper")))
    what_changed = WhatChanged(scene.store, scene.gateway)
    command = WhatChangedCommand(guild_id=GUILD, hash=stored.plan.hash[:10])
    assert await what_changed(command) == ()

    scene.guild.channels[lobby].update(topic="Hi", nsfw=True)
    scene.guild.new_role({"name": "Guide"})

    assert await what_changed(command) == (
        "The role Guide was created.",
        '#lobby: topic was nothing, is now "Hi".',
        "#lobby: nsfw was off, is now on.",
    )
    with pytest.raises(PlanNotFound):
        await what_changed(WhatChangedCommand(guild_id=GUILD, hash="f" * 64))


async def test_whoever_would_lose_a_role_is_counted() -> None:
    scene = Scene()
    await scene.work(await scene.approved(await scene.planned(a_blueprint(a_role("helper")))))
    (helper,) = [role["id"] for role in scene.guild.roles.values() if role["name"] == "Helper"]
    scene.guild.add_member(helper)

    stored = await scene.planned(a_blueprint(unmanaged_roles=Unmanaged.DELETE))

    assert [change.loses for change in stored.plan.changes] == [
        "1 member loses it. A role made anew is given to nobody."
    ]
