"""At the end of a run the guild itself is asked, and the report says what it answered."""

import pytest

from app.shared.application.ports.guild_gateway import Call, CallForbidden
from app.shared.domain.planning.steps import Action
from app.shared.domain.runs.run import RunState
from app.shared.domain.structure.channels import ChannelType, Overwrite
from app.shared.domain.structure.identifiers import EVERYONE, Key, role_target
from tests.support.builders import OWNER, a_blueprint, a_channel, a_role
from tests.support.fakes.guild_gateway import Mishap
from tests.support.scene import Scene

HELPER = role_target(Key("helper"))
DESIGN = a_blueprint(
    a_role("helper", permissions=1024, hoist=True),
    a_channel("desk", ChannelType.CATEGORY, access={HELPER: Overwrite(0, 0)}),
    a_channel(
        "lobby", parent=Key("desk"), topic="Hi", access={role_target(EVERYONE): Overwrite(0, 1024)}
    ),
)


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def test_a_whole_design_is_applied_and_found_again(scene: Scene) -> None:
    run = await scene.approved(await scene.planned(DESIGN))

    await scene.work(run)

    ended = scene.now(run)
    assert (ended.state, ended.failure) == (RunState.SUCCEEDED, "")
    assert ended.report is not None
    assert (ended.report.verified, ended.report.differences) == (True, ())
    assert (await scene.planned(DESIGN)).plan.is_empty
    desk = next(c for c in scene.guild.channels.values() if c["name"] == "desk")
    assert [(o["allow"], o["deny"]) for o in desk["permission_overwrites"]] == [(0, 0)]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (
            lambda c: c["permission_overwrites"].append(
                {"id": OWNER, "type": 1, "allow": 0, "deny": 0}
            ),
            f"permissions for the member {OWNER} should not be there",
        ),
        (lambda c: c.update(topic="Spoilt"), 'topic is "Spoilt" instead of "Hi"'),
        (lambda c: c.update(nsfw=True), "nsfw is on instead of off"),
        (lambda c: c["permission_overwrites"].clear(), "permissions for @everyone are missing"),
    ],
)
async def test_what_somebody_spoils_meanwhile_is_not_called_a_success(
    scene: Scene, spoil: object, told: str
) -> None:
    run = await scene.approved(await scene.planned(DESIGN))
    observe = scene.gateway.observe
    looks: list[int] = []

    async def spoilt(*args: object) -> object:
        looks.append(len(scene.gateway.sent))
        if looks[-1]:
            lobby = next(c for c in scene.guild.channels.values() if c["name"] == "lobby")
            if len(lobby["permission_overwrites"]) < 2:
                spoil(lobby)  # type: ignore[operator]
        return await observe(*args)  # type: ignore[arg-type]

    scene.gateway.observe = spoilt  # type: ignore[method-assign,assignment]
    await scene.work(run)

    ended = scene.now(run)
    assert (ended.state, ended.failure_code) == (RunState.FAILED, "differs_after_run")
    assert ended.report is not None
    assert told in " ".join(ended.report.differences or ())
    assert not ended.report.verified


async def test_a_cancelled_or_failed_run_says_what_is_left(scene: Scene) -> None:
    run = await scene.approved(await scene.planned(DESIGN))

    def refuse_lobby(call: Call) -> Mishap | None:
        about = call.body.get("name") if isinstance(call.body, dict) else None
        refused = call.action is Action.CREATE_CHANNEL and about == "lobby"
        return Mishap(CallForbidden("No.")) if refused else None

    scene.gateway.mishap_for = refuse_lobby
    await scene.work(run)

    ended = scene.now(run)
    assert ended.state is RunState.FAILED
    assert ended.report is not None
    assert ended.report.differences is not None
    assert "#lobby does not exist." in ended.report.differences
    assert not any("desk" in sentence for sentence in ended.report.differences)


async def test_a_thing_of_the_same_name_does_not_stand_for_the_one_that_was_made(
    scene: Scene,
) -> None:
    run = await scene.approved(await scene.planned(a_blueprint(a_channel("lobby"))))
    observe = scene.gateway.observe

    async def replaced(*args: object) -> object:
        for channel in list(scene.guild.channels) if scene.gateway.sent else []:
            scene.guild.drop_channel(channel)
            scene.guild.new_channel({"name": "lobby"})
        return await observe(*args)  # type: ignore[arg-type]

    scene.gateway.observe = replaced  # type: ignore[method-assign,assignment]
    await scene.work(run)

    report = scene.now(run).report
    assert report is not None
    assert report.differences == ("#lobby does not exist.",)


async def test_a_fault_of_ours_ends_the_run_and_is_told(scene: Scene) -> None:
    run = await scene.approved(await scene.planned(DESIGN))

    async def broken(*_args: object) -> None:
        raise ZeroDivisionError

    scene.gateway.write = broken  # type: ignore[method-assign,assignment]
    with pytest.raises(ZeroDivisionError):
        await scene.work(run)

    ended = scene.now(run)
    assert (ended.state, ended.failure_code) == (RunState.FAILED, "internal_fault")
    assert all(record.state.is_final for record in scene.records(run))
    assert ended.report is not None
    assert ended.report.differences is None
