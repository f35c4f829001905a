"""What the gateway sends again by itself, since sending it twice does what sending it once does."""

from app.shared.application.ports.guild_gateway import DiscordUnavailable
from app.shared.application.runs.sending import ATTEMPTS
from app.shared.domain.structure.bindings import Kind
from tests.support.fakes.guild_gateway import Mishap
from tests.support.scene import Scene
from tests.support.steps import an_edit


async def a_scene() -> Scene:
    scene = Scene()
    await scene.bind(Kind.CHANNEL, "lobby", scene.guild.new_channel({"name": "lobby"}))
    return scene


async def test_a_report_counts_all_calls() -> None:
    scene = await a_scene()
    run = await scene.run_of(an_edit(1))
    kept: list[int] = []
    scene.gateway.mishaps.append(
        Mishap(None, repeats=2, between=lambda: kept.append(scene.record(run, 1).repeats))
    )

    await scene.work(run)

    report = scene.now(run).report
    assert report is not None
    assert report.writes == len(scene.gateway.sent) == 3
    assert kept == [0, 1]


async def test_what_was_never_answered_is_told_with_all_that_was_sent() -> None:
    scene = await a_scene()
    run = await scene.run_of(an_edit(1))
    scene.gateway.audit_log_readable = False
    lost = DiscordUnavailable("No answer.", unsure=True)
    scene.gateway.mishaps += [Mishap(lost, repeats=3)] * ATTEMPTS

    await scene.work(run)

    assert len(scene.gateway.sent) == 20
    assert "did not answer 20 times" in scene.record(run, 1).message
