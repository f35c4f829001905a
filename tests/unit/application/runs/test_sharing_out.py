"""Which steps of a run go side by side: no kind of call holds up another one's."""

from collections import Counter

from app.shared.application.runs.step_loop import shared_out
from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import a_step
from tests.support.scene import Scene
from tests.support.steps import an_edit

NOTHING = Counter[Action]()


def role_edits(count: int) -> list[Step]:
    return [
        a_step(n, Action.EDIT_ROLE, key=Key("helper"), name="Helper", body={"hoist": True})
        for n in range(1, count + 1)
    ]


def test_the_kinds_take_turns() -> None:
    steps = [*role_edits(3), an_edit(4), an_edit(5)]

    chosen = shared_out(steps, NOTHING)

    assert [step.number for step in chosen] == [1, 4, 2, 5, 3]


def test_one_kind_alone_does_not_fill_every_place() -> None:
    chosen = shared_out([*role_edits(100), an_edit(101)], NOTHING)

    assert len(chosen) == 17
    assert 101 in {step.number for step in chosen}


def test_what_is_under_way_counts() -> None:
    chosen = shared_out([*role_edits(30), an_edit(31)], Counter({Action.EDIT_ROLE: 15}))

    assert [step.number for step in chosen] == [31, 1]


def test_there_is_an_end_to_what_is_under_way() -> None:
    under_way = Counter({Action.CREATE_ROLE: 16, Action.CREATE_CHANNEL: 16, Action.EDIT_GUILD: 7})

    chosen = shared_out([*role_edits(5), an_edit(6)], under_way)

    assert [step.number for step in chosen] == [1]


async def test_a_channel_does_not_wait_for_all_roles_that_the_plan_lists_before_it() -> None:
    scene = Scene()
    await scene.bind(Kind.ROLE, "helper", scene.guild.new_role({"name": "Helper"}))
    await scene.bind(Kind.CHANNEL, "lobby", scene.guild.new_channel({"name": "lobby"}))
    run = await scene.run_of(*role_edits(40), an_edit(41))

    await scene.work(run)

    sent = [one.call.action for one in scene.gateway.sent]
    assert len(sent) == 41
    assert sent.index(Action.EDIT_CHANNEL) < 16
