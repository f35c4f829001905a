"""Where the live guild left what was last applied, and who did it."""

import pytest

from app.shared.application.drift.compare_live import CompareLive, CompareLiveCommand, Drift
from app.shared.application.drift.last_design import NothingApplied
from app.shared.domain.runs.run import RunState, Wish
from app.shared.domain.structure.channels import Overwrite
from app.shared.domain.structure.identifiers import EVERYONE, role_target
from tests.support.builders import BOT, GUILD, OWNER, a_blueprint, a_channel, a_role
from tests.support.scene import Scene

DESIGN = a_blueprint(
    a_role("helper", hoist=True),
    a_channel("lobby", topic="Hi", access={role_target(EVERYONE): Overwrite(0, 1024)}),
)


@pytest.fixture
async def scene() -> Scene:
    scene = Scene()
    run = await scene.approved(await scene.planned(DESIGN))
    await scene.work(run)
    assert scene.now(run).state is RunState.SUCCEEDED
    return scene


async def drift(scene: Scene) -> Drift:
    return await CompareLive(scene.store, scene.gateway)(CompareLiveCommand(guild_id=GUILD))


async def test_a_guild_that_is_as_applied_has_no_drift(scene: Scene) -> None:
    found = await drift(scene)

    assert (found.differences, found.audit_log_read) == ((), True)
    assert found.run.state is RunState.SUCCEEDED


async def test_each_difference_has_its_sentence_and_its_author(scene: Scene) -> None:
    lobby = next(iter(scene.guild.channels.values()))
    role = next(r for r in scene.guild.roles.values() if r["name"] == "Helper")
    lobby["topic"] = "Spoilt"
    role["hoist"] = False
    scene.clock.advance(60)
    scene.guild.now = scene.clock.now()
    scene.guild.note(BOT, 11, lobby["id"], "")
    scene.guild.note(OWNER, 11, lobby["id"], "Because")
    scene.guild.note(OWNER, 11, role["id"], "")
    scene.guild.note(BOT, 31, role["id"], "")

    found = {one.change.name: one for one in (await drift(scene)).differences}

    assert set(found) == {"lobby", "Helper"}
    assert 'topic is "Spoilt" instead of "Hi"' in found["lobby"].sentence
    by = found["lobby"].by
    assert by is not None
    assert (by.user_id, by.at, by.reason) == (OWNER, scene.clock.now(), "Because")
    assert found["Helper"].by is None


async def test_what_was_deleted_is_told(scene: Scene) -> None:
    lobby = min(scene.guild.channels)
    scene.guild.drop_channel(lobby)
    scene.guild.now = scene.clock.now()

    (found,) = (await drift(scene)).differences

    assert found.sentence == "#lobby does not exist."


async def test_an_empty_overwrite_is_drift_too(scene: Scene) -> None:
    lobby = next(iter(scene.guild.channels.values()))
    lobby["permission_overwrites"].append({"id": OWNER, "type": 1, "allow": 0, "deny": 0})

    (found,) = (await drift(scene)).differences

    assert f"permissions for the member {OWNER} should not be there" in found.sentence


async def test_what_was_made_by_hand_beside_is_no_drift(scene: Scene) -> None:
    scene.guild.new_channel({"name": "party"})

    assert (await drift(scene)).differences == ()


async def test_an_audit_log_that_may_not_be_read_is_said(scene: Scene) -> None:
    scene.gateway.audit_log_readable = False
    next(iter(scene.guild.channels.values()))["topic"] = "Spoilt"

    found = await drift(scene)

    assert (len(found.differences), found.audit_log_read) == (1, False)


async def test_a_run_that_sent_nothing_counts_for_nothing(scene: Scene) -> None:
    first = (await drift(scene)).run
    run = await scene.approved(await scene.planned(a_blueprint(a_role("guide"))))
    await scene.steer(run, Wish.CANCEL)

    assert (await drift(scene)).run == first


async def test_without_a_run_there_is_nothing_to_drift_from() -> None:
    with pytest.raises(NothingApplied):
        await drift(Scene())
