"""What people did by hand, kept in the design or undone."""

from dataclasses import replace
from typing import Any

import pytest

from app.shared.application.blueprints.save_version import SaveVersion, SaveVersionCommand
from app.shared.application.drift.adopt_drift import AdoptDrift, AdoptDriftCommand
from app.shared.application.drift.compare_live import CompareLive, CompareLiveCommand, Drift
from app.shared.application.drift.revert_drift import RevertDrift, RevertDriftCommand
from app.shared.application.drift.settling import DriftChanged
from app.shared.application.planning.choose_changes import ChooseChanges, ChooseChangesCommand
from app.shared.application.planning.plan_guild import PlanGuild, PlanGuildCommand
from app.shared.application.ports.unit_of_work import RunUnderWay, StoredPlan
from app.shared.application.runs.refresh_plan import RefreshPlanCommand
from app.shared.domain.blueprint.blueprint import BlueprintVersion
from app.shared.domain.drift.settings import DriftSettings, FieldRule
from app.shared.domain.planning.changes import Subject
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import EVERYONE, Key, role_target
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.documents import FileDocuments
from tests.support.builders import GUILD, OWNER
from tests.support.gate import a_gate
from tests.support.scene import Scene

TEXT = """version: 1
unmanaged:
  channels: delete
roles:
  # They help.
  - name: Helper
    hoist: true
  - name: Guide
channels:
  - text: lobby  # the first
    topic: Hi
  - text: hall
    access:
      helper: {allow: [view_channel]}
  - category: Club
    channels:
      - text: cellar
"""


AUTOMOD = """automod:
  - name: No spam
    trigger: spam
    actions: [block]
"""


def choosing(scene: Scene) -> ChooseChanges:
    return ChooseChanges(scene.store, scene.gateway, scene.clock)


async def save(scene: Scene, text: str) -> BlueprintVersion:
    use_case = SaveVersion(scene.store, FileDocuments(), a_gate(scene.store), scene.clock)
    command = SaveVersionCommand(guild_id=GUILD, blueprint=read_blueprint(text), text=text)
    return await use_case(command)


async def plan(scene: Scene) -> StoredPlan:
    use_case = PlanGuild(scene.store, scene.gateway, scene.clock)
    return await use_case(PlanGuildCommand(guild_id=GUILD))


async def apply(scene: Scene) -> None:
    await scene.work(await scene.approved(await plan(scene)))


@pytest.fixture
async def scene() -> Scene:
    scene = Scene()
    await save(scene, TEXT)
    await apply(scene)
    scene.clock.advance(60)
    return scene


async def drift(scene: Scene) -> Drift:
    return await CompareLive(scene.store, scene.gateway)(CompareLiveCommand(guild_id=GUILD))


async def ids(scene: Scene, *changes: str) -> frozenset[str]:
    found = {one.change.id: one.id for one in (await drift(scene)).differences}
    return frozenset(found[change] for change in changes)


async def adopt(scene: Scene, *changes: str, **more: Any) -> BlueprintVersion:
    use_case = AdoptDrift(
        scene.store, scene.gateway, FileDocuments(), a_gate(scene.store), scene.clock
    )
    command = AdoptDriftCommand(guild_id=GUILD, ids=await ids(scene, *changes))
    return await use_case(replace(command, **more))


async def revert(scene: Scene, *changes: str) -> StoredPlan:
    use_case = RevertDrift(scene.store, scene.gateway, scene.clock)
    return await use_case(RevertDriftCommand(guild_id=GUILD, ids=await ids(scene, *changes)))


def channel(scene: Scene, name: str) -> dict[str, Any]:
    return next(one for one in scene.guild.channels.values() if one["name"] == name)


def role(scene: Scene, name: str) -> dict[str, Any]:
    return next(one for one in scene.guild.roles.values() if one["name"] == name)


async def test_a_difference_has_the_same_id_each_time_until_it_changes(scene: Scene) -> None:
    channel(scene, "lobby")["topic"] = "Ho"

    first, again = await drift(scene), await drift(scene)
    channel(scene, "lobby")["topic"] = "Hum"
    changed = await drift(scene)

    assert [one.id for one in first.differences] == [one.id for one in again.differences]
    assert first.differences[0].id.startswith("channel:lobby:update:")
    assert changed.differences[0].id != first.differences[0].id


async def test_what_was_seen_is_in_the_trail_once(scene: Scene) -> None:
    channel(scene, "lobby")["topic"] = "Ho"
    scene.guild.now = scene.clock.now()
    scene.guild.note(OWNER, 11, channel(scene, "lobby")["id"], "")
    await drift(scene)
    await drift(scene)

    (entry,) = [one for one in scene.store.tables.trail if one.action == "drift.found"]

    assert (entry.actor, entry.origin) == (f"user:{OWNER}", "discord")
    assert 'topic is "Ho"' in entry.details["sentence"]


async def test_a_live_value_goes_into_the_design_and_comments_stay(scene: Scene) -> None:
    channel(scene, "lobby")["topic"] = "Ho"
    role(scene, "Helper")["hoist"] = False

    version = await adopt(scene, "channel:lobby:update")

    structure = version.blueprint.structure
    assert structure.channel_by_key[Key("lobby")].topic == "Ho"
    assert structure.role_by_key[Key("helper")].hoist
    assert "# the first" in version.text
    assert "# They help." in version.text
    assert read_blueprint(version.text) == version.blueprint
    assert version.message == "Adopted 1 change made on the server"
    assert [one.change.id for one in (await drift(scene)).differences] == ["role:helper:update"]
    assert scene.trail()[-1] != "plan.made"


async def test_what_is_adopted_whole_leaves_nothing_to_do(scene: Scene) -> None:
    channel(scene, "lobby")["topic"] = "Ho"
    role(scene, "Guide")["hoist"] = True
    del scene.guild.roles[int(role(scene, "Helper")["id"])]
    hall = channel(scene, "hall")
    hall["permission_overwrites"] = [
        {"id": GUILD, "type": 0, "allow": 0, "deny": 1024},
    ]
    scene.guild.new_channel({"name": "made-by-hand", "type": 0, "topic": "New"})

    every = [one.change.id for one in (await drift(scene)).differences]
    version = await adopt(scene, *every)

    structure = version.blueprint.structure
    assert Key("helper") not in structure.role_by_key
    assert structure.channel_by_key[Key("made-by-hand")].topic == "New"
    assert set(structure.channel_by_key[Key("hall")].access) == {role_target(EVERYONE)}
    bindings = scene.store.tables.bindings[GUILD]
    assert bindings.id_of(Kind.CHANNEL, Key("made-by-hand")) == channel(scene, "made-by-hand")["id"]
    assert bindings.id_of(Kind.ROLE, Key("helper")) is None
    assert (await plan(scene)).plan.is_empty
    assert (await drift(scene)).differences == ()


async def test_a_category_that_went_leaves_its_channels_where_they_are(scene: Scene) -> None:
    club = channel(scene, "Club")
    del scene.guild.channels[int(club["id"])]
    channel(scene, "cellar")["parent_id"] = None

    version = await adopt(scene, "channel:club:create")

    assert version.blueprint.structure.channel_by_key[Key("cellar")].parent is None
    assert Key("club") not in version.blueprint.structure.channel_by_key


async def test_a_move_into_what_the_design_does_not_know_is_left_to_people() -> None:
    scene = Scene()
    await save(scene, TEXT.replace("  channels: delete", "  channels: keep"))
    await apply(scene)
    made = scene.guild.new_channel({"name": "Attic", "type": 4})
    channel(scene, "hall")["parent_id"] = made

    version = await adopt(scene, "channel:hall:move")

    assert version.blueprint.structure.channel_by_key[Key("hall")].parent is None
    assert version.blueprint.ignores(Kind.CHANNEL, Key("hall"), "parent")
    assert (await plan(scene)).plan.is_empty


async def test_what_a_newer_version_says_of_other_things_stays(scene: Scene) -> None:
    await save(scene, TEXT.replace("topic: Hi", "topic: Hi\n    nsfw: true"))
    channel(scene, "lobby")["topic"] = "Ho"

    version = await adopt(scene, "channel:lobby:update")

    lobby = version.blueprint.structure.channel_by_key[Key("lobby")]
    assert (version.number, lobby.topic, lobby.nsfw) == (3, "Ho", True)


async def test_what_changed_since_it_was_looked_at_is_not_adopted_unseen(scene: Scene) -> None:
    channel(scene, "lobby")["topic"] = "Ho"
    seen = await ids(scene, "channel:lobby:update")
    channel(scene, "lobby")["topic"] = "Something nobody has seen"

    with pytest.raises(DriftChanged):
        await adopt(scene, ids=seen)
    with pytest.raises(DriftChanged):
        await adopt(scene, ids=frozenset())


async def test_nothing_is_adopted_while_a_run_is_under_way(scene: Scene) -> None:
    channel(scene, "lobby")["topic"] = "Ho"
    await scene.approved(await plan(scene))

    with pytest.raises(RunUnderWay):
        await adopt(scene, "channel:lobby:update")


async def test_a_revert_plans_just_what_was_chosen(scene: Scene) -> None:
    channel(scene, "lobby")["topic"] = "Ho"
    role(scene, "Helper")["hoist"] = False

    reverting = await revert(scene, "channel:lobby:update")
    await scene.work(await scene.approved(reverting))

    assert [change.id for change in reverting.plan.changes] == ["channel:lobby:update"]
    assert channel(scene, "lobby")["topic"] == "Hi"
    assert [one.change.id for one in (await drift(scene)).differences] == ["role:helper:update"]


async def test_a_revert_does_nothing_that_no_run_has_done_yet(scene: Scene) -> None:
    await save(scene, TEXT.replace("topic: Hi", "topic: Hi\n    nsfw: true") + AUTOMOD)
    whole = await plan(scene)
    part = await choosing(scene)(
        ChooseChangesCommand(
            guild_id=GUILD, hash=whole.plan.hash, chosen=frozenset({"rule:no-spam:create"})
        )
    )
    assert part.plan is not None
    await scene.work(await scene.approved(part.plan))
    channel(scene, "lobby")["topic"] = "Ho"

    reverting = await revert(scene, "channel:lobby:update")

    (change,) = reverting.plan.changes
    assert [field.field for field in change.fields] == ["topic"]
    assert [one.change.id for one in (await drift(scene)).not_done] == ["channel:lobby:update"]


async def refreshed(scene: Scene, stale: StoredPlan) -> StoredPlan:
    command = RefreshPlanCommand(guild_id=GUILD, hash=stale.plan.hash)
    return (await scene.refresh_plan()(command)).plan


async def test_a_stale_revert_is_planned_again_as_just_that(scene: Scene) -> None:
    channel(scene, "lobby")["topic"] = "Ho"
    role(scene, "Helper")["hoist"] = False
    reverting = await revert(scene, "channel:lobby:update")
    scene.guild.new_role({"name": "Passing by"})

    again = await refreshed(scene, reverting)

    assert [change.id for change in again.plan.changes] == ["channel:lobby:update"]


async def test_a_stale_revert_leaves_alone_again_what_is_ignored(scene: Scene) -> None:
    await ignore(scene, "nsfw")
    channel(scene, "lobby").update(topic="Ho", nsfw=True)
    reverting = await revert(scene, "channel:lobby:update")
    channel(scene, "lobby").update(topic="Hey")

    again = await refreshed(scene, reverting)

    (change,) = again.plan.changes
    assert [field.field for field in change.fields] == ["topic"]
    channel(scene, "lobby").update(topic="Hi")
    with pytest.raises(DriftChanged, match="Nothing of what"):
        await refreshed(scene, again)


async def ignore(scene: Scene, field: str, subject: Subject = Subject.CHANNEL) -> None:
    settings = DriftSettings(guild_id=GUILD, ignored=(FieldRule(subject=subject, field=field),))
    async with scene.store() as uow:
        await uow.drift_settings.set(settings)
        await uow.commit()


async def test_an_ignored_field_is_not_adopted_along_with_others(scene: Scene) -> None:
    await ignore(scene, "nsfw")
    channel(scene, "lobby").update(topic="Ho", nsfw=True)

    version = await adopt(scene, "channel:lobby:update")

    lobby = version.blueprint.structure.channel_by_key[Key("lobby")]
    assert (lobby.topic, lobby.nsfw) == ("Ho", False)
    assert "nsfw" not in version.text


async def test_an_ignored_field_is_not_undone_along_with_others(scene: Scene) -> None:
    await ignore(scene, "nsfw")
    channel(scene, "lobby").update(topic="Ho", nsfw=True)

    await scene.work(await scene.approved(await revert(scene, "channel:lobby:update")))

    assert channel(scene, "lobby")["topic"] == "Hi"
    assert channel(scene, "lobby")["nsfw"]


async def test_what_is_ignored_as_a_whole_can_still_be_settled(scene: Scene) -> None:
    await ignore(scene, "topic")
    channel(scene, "lobby")["topic"] = "Ho"

    version = await adopt(scene, "channel:lobby:update")

    assert version.blueprint.structure.channel_by_key[Key("lobby")].topic == "Ho"


async def test_what_is_gone_is_made_again_with_its_ignored_fields(scene: Scene) -> None:
    await ignore(scene, "topic")
    del scene.guild.channels[int(channel(scene, "lobby")["id"])]

    await scene.work(await scene.approved(await revert(scene, "channel:lobby:create")))

    assert channel(scene, "lobby")["topic"] == "Hi"


async def test_whoever_would_lose_a_role_that_was_made_by_hand_is_counted() -> None:
    scene = Scene()
    await save(scene, TEXT.replace("unmanaged:", "unmanaged:\n  roles: delete"))
    await apply(scene)
    by_hand = scene.guild.new_role({"name": "By hand"})
    scene.guild.add_member(by_hand)

    stored = await revert(scene, f"role:{by_hand}:delete")

    assert [change.loses for change in stored.plan.changes] == [
        "1 member loses it. A role made anew is given to nobody."
    ]
