"""Calls that are not needed, and what is kept before something is destroyed."""

from typing import Any

import pytest

from app.shared.domain.planning.steps import Action, Json, reference
from app.shared.domain.runs.run import Run, StepState
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import a_step
from tests.support.scene import Scene
from tests.support.steps import an_edit

DONE, UNNECESSARY = StepState.DONE, StepState.UNNECESSARY


@pytest.fixture
def scene() -> Scene:
    return Scene()


def states(scene: Scene, run: Run) -> list[StepState]:
    return [record.state for record in scene.records(run)]


async def a_lobby(scene: Scene, **body: Any) -> int:
    return await scene.bind(
        Kind.CHANNEL, "lobby", scene.guild.new_channel({"name": "lobby", **body})
    )


class TestUnnecessary:
    async def test_what_is_already_so_is_not_sent(self, scene: Scene) -> None:
        await a_lobby(scene, topic="Hi")
        run = await scene.run_of(
            an_edit(1, unless_already={"topic": "Hi"}), an_edit(2, unless_already={"topic": "Ho"})
        )

        await scene.work(run)

        assert states(scene, run) == [UNNECESSARY, DONE]
        assert len(scene.gateway.sent) == 1
        assert scene.now(run).report.writes == 1  # type: ignore[union-attr]

    async def test_it_is_looked_at_when_the_steps_before_are_done(self, scene: Scene) -> None:
        await a_lobby(scene)
        first = an_edit(1)
        then = an_edit(2, unless_already={"topic": "Hi"}, needs=frozenset({1}))
        run = await scene.run_of(first, then)

        await scene.work(run)

        assert states(scene, run) == [DONE, UNNECESSARY]

    async def test_a_batch_costs_one_look(self, scene: Scene) -> None:
        await a_lobby(scene, topic="Hi")
        run = await scene.run_of(
            *[an_edit(n, unless_already={"topic": "Hi"}) for n in range(1, 11)]
        )
        before = scene.gateway.reads

        await scene.work(run)

        assert scene.gateway.reads - before == 3

    @pytest.mark.parametrize(
        ("from_the_top", "state"), [(("high", "low"), UNNECESSARY), (("low", "high"), DONE)]
    )
    async def test_roles_are_put_in_order_where_they_do_not_stand_so(
        self, scene: Scene, from_the_top: tuple[str, ...], state: StepState
    ) -> None:
        for name, position in (("high", 2), ("low", 1)):
            made = await scene.bind(Kind.ROLE, name, scene.guild.new_role({"name": name}))
            scene.guild.roles[made]["position"] = position
        listed: list[Json] = [reference(Kind.ROLE, Key(name)) for name in from_the_top]
        step = a_step(
            1, Action.ORDER_ROLES, key=Key("roles"), body=[], unless_already={"roles": listed}
        )
        run = await scene.run_of(step)

        await scene.work(run)

        assert states(scene, run) == [state]


async def test_the_members_of_a_role_are_kept_before_it_is_deleted(scene: Scene) -> None:
    role_id = await scene.bind(Kind.ROLE, "helper", scene.guild.new_role({"name": "Helper"}))
    member = scene.guild.add_member(role_id)
    delete = a_step(1, Action.DELETE_ROLE, key=Key("helper"), name="Helper", body=None)
    run = await scene.run_of(delete)

    await scene.work(run)

    assert scene.store.tables.members == {(run.id, Key("helper")): (member,)}
    assert role_id not in scene.guild.roles


async def test_a_role_is_deleted_even_where_discord_does_not_tell_its_members(
    scene: Scene,
) -> None:
    await scene.bind(Kind.ROLE, "helper", scene.guild.new_role({"name": "Helper"}))
    scene.gateway.tells_members = False
    delete = a_step(1, Action.DELETE_ROLE, key=Key("helper"), name="Helper", body=None)
    run = await scene.run_of(delete)

    await scene.work(run)

    assert states(scene, run) == [DONE]
    assert scene.store.tables.members == {}
