"""Whatever a report of a run in trouble says that is not so is seen, and nothing else."""

from dataclasses import replace

import pytest

from app.sandbox.viewer.hands import owner
from app.sandbox.world.operations.channels import create_channel
from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.planning.steps import Action, Json, Step
from app.shared.domain.runs.run import StepRecord, StepState
from app.shared.domain.structure.identifiers import Key
from benchmarks.chaos.calls import Call, Sent
from benchmarks.chaos.history import By
from benchmarks.chaos.judging.sending import untrue_counts
from tests.support.builders import a_plan
from tests.unit.benchmarks.chaos_case import NOON, VIEW, Case, goal_of, shown, untrue


@pytest.fixture
def case() -> Case:
    return Case()


def test_what_a_report_says_people_changed_was_changed_by_people(case: Case) -> None:
    case.note(By.NOBODY)
    case.site.channels["hall"].topic = "By hand."
    case.note(By.PERSON)
    made = create_channel(case.town.world, case.guild, case.bot, {"name": "x"})
    case.note(By.BOT)
    record = StepRecord(number=1, attempt=1, state=StepState.DONE, created_id=made.id)
    told = shown(case, record, verified=True)
    assert told.run.report is not None

    def said(*sentences: str) -> ShownRun:
        report = replace(told.run.report, set_over=sentences)  # type: ignore[type-var]
        return replace(told, run=replace(told.run, report=report))

    assert untrue(case, said("Ada changed #hall meanwhile."), goal_of(case)) == []
    (found,) = untrue(case, said("Ada changed #vault meanwhile."), goal_of(case))
    assert "nobody did" in found


def test_a_report_that_is_true_is_let_pass(case: Case) -> None:
    made = create_channel(case.town.world, case.guild, case.bot, {"name": "x"})
    case.note(By.BOT)
    record = StepRecord(number=1, attempt=1, state=StepState.DONE, created_id=made.id)

    assert untrue(case, shown(case, record, verified=True), goal_of(case)) == []


def test_a_thing_that_somebody_else_made_is_not_the_runs(case: Case) -> None:
    made = create_channel(case.town.world, case.guild, owner(case.guild), {"name": "x"})
    case.note(By.PERSON)
    case.came(200)
    record = StepRecord(number=1, attempt=1, state=StepState.DONE, created_id=made.id)

    (found,) = untrue(case, shown(case, record, verified=True), goal_of(case))

    assert "and it made []" in found


def test_a_step_that_failed_has_had_no_effect(case: Case) -> None:
    create_channel(case.town.world, case.guild, case.bot, {"name": "x"})
    case.note(By.BOT)
    record = StepRecord(
        number=1, attempt=1, state=StepState.FAILED, message="No.", error_code="refused"
    )

    found = untrue(case, shown(case, record, verified=True), goal_of(case))

    assert any("and the audit log has it" in one for one in found)


def test_a_guild_that_is_not_as_planned_is_not_verified(case: Case) -> None:
    goal = goal_of(case)
    made = create_channel(case.town.world, case.guild, case.bot, {"name": "x"})
    case.note(By.BOT)
    record = StepRecord(number=1, attempt=1, state=StepState.DONE, created_id=made.id)

    (found,) = untrue(case, shown(case, record, verified=True), goal)

    assert "it says verified: True" in found


def test_every_thing_that_differs_is_named(case: Case) -> None:
    goal = goal_of(case)
    case.site.channels["vault"].name = "crypt"
    record = StepRecord(number=1, attempt=1, state=StepState.DONE, created_id=None)
    made = create_channel(case.town.world, case.guild, case.bot, {"name": "hall-x"})
    case.note(By.BOT)
    record = StepRecord(number=1, attempt=1, state=StepState.DONE, created_id=made.id)

    found = untrue(case, shown(case, record, verified=False), goal)

    assert any("'crypt', 'vault'" in one for one in found)


def told_with(case: Case, *differences: str) -> list[str]:
    """Of a run that made a channel while the vault was renamed."""
    goal = goal_of(case)
    case.site.channels["vault"].name = "crypt"
    made = create_channel(case.town.world, case.guild, case.bot, {"name": "hall-x"})
    case.note(By.BOT)
    record = StepRecord(number=1, attempt=1, state=StepState.DONE, created_id=made.id)
    told = shown(case, record, verified=False)
    assert told.run.report is not None
    report = replace(told.run.report, differences=differences)
    return untrue(case, replace(told, run=replace(told.run, report=report)), goal)


def test_a_difference_that_is_none_is_seen() -> None:
    true = ("#crypt is not as planned: name.", "#hall-x still exists.")

    assert told_with(Case(), *true) == []
    (found,) = told_with(Case(), *true, "#hall is not as planned: topic.")
    assert "#hall is" in found


def test_a_name_that_begins_like_another_does_not_name_it() -> None:
    found = told_with(Case(), "#crypt-2 is not as planned: name.", "#hall-x still exists.")

    assert any("'crypt', 'vault'" in one for one in found)


def without_read_back(case: Case, *, begun: bool) -> list[str]:
    made = create_channel(case.town.world, case.guild, case.bot, {"name": "x"})
    case.note(By.BOT)
    record = StepRecord(number=1, attempt=1, state=StepState.DONE, created_id=made.id)
    told = shown(case, record, verified=False)
    assert told.run.report is not None
    report = replace(told.run.report, differences=None, read_back_at=None)
    started_at = NOON if begun else None
    run = replace(told.run, report=report, started_at=started_at)
    return untrue(case, replace(told, run=run), goal_of(case))


def test_a_run_that_was_not_read_back_is_seen(case: Case) -> None:
    assert without_read_back(case, begun=True) == ["it has no read-back, and Discord answers"]


def test_a_run_that_nobody_has_begun_needs_no_read_back(case: Case) -> None:
    assert without_read_back(case, begun=False) == []


@pytest.mark.parametrize(("status", "before"), [(200, 1.0), (502, 0.0), (None, 0.0)])
def test_a_read_back_for_which_nobody_read_the_guild_is_seen(
    case: Case, status: int | None, before: float
) -> None:
    made = create_channel(case.town.world, case.guild, case.bot, {"name": "x"})
    case.note(By.BOT)
    record = StepRecord(number=1, attempt=1, state=StepState.DONE, created_id=made.id)
    case.read.status = status
    case.read.at -= before

    (found,) = untrue(case, shown(case, record, verified=True), goal_of(case))

    assert "nobody has read the guild since" in found


def told_of_calls(case: Case, *, attempts: int, repeats: int = 0, writes: int = -1) -> list[str]:
    """Of a run with one step. The report tells what the journal does unless said otherwise."""
    made = create_channel(case.town.world, case.guild, case.bot, {"name": "x"})
    case.note(By.BOT)
    case.calls.pop()
    record = StepRecord(
        number=1, attempt=attempts, repeats=repeats, state=StepState.DONE, created_id=made.id
    )
    writes = attempts + repeats if writes < 0 else writes
    return untrue(case, shown(case, record, verified=True, writes=writes), goal_of(case))


def test_more_calls_than_it_tells_of_are_counted(case: Case) -> None:
    case.came(200)

    found = told_of_calls(case, attempts=1, writes=0)

    assert found[0] == "it tells of 0 calls and 1 changed something"


def test_a_report_that_tells_of_other_calls_than_its_steps_is_seen(case: Case) -> None:
    case.came(200)

    (found,) = told_of_calls(case, attempts=1, writes=8)

    assert found == "it tells of 8 calls, and its steps of 1"


@pytest.mark.parametrize(
    ("statuses", "attempts", "repeats", "cut_off"),
    [
        ([200], 1, 0, 0),
        ([502, 200], 1, 1, 0),
        ([None, 200], 2, 0, 0),
        ([429, 200], 1, 0, 0),
        ([200], 2, 0, 1),
        ([502], 1, 1, 1),
    ],
)
def test_calls_that_came_are_told_of(
    case: Case, statuses: list[int | None], attempts: int, repeats: int, cut_off: int
) -> None:
    case.came(*statuses)
    case.cut_off = cut_off

    assert told_of_calls(case, attempts=attempts, repeats=repeats) == []


@pytest.mark.parametrize(
    ("statuses", "attempts", "repeats", "cut_off"),
    [([200], 8, 0, 0), ([200], 3, 0, 1), ([502, 200], 1, 0, 0), ([429, 200], 2, 0, 0)],
)
def test_calls_of_a_step_that_never_came_or_are_left_out_are_seen(
    case: Case, statuses: list[int | None], attempts: int, repeats: int, cut_off: int
) -> None:
    case.came(*statuses)
    case.cut_off = cut_off

    (found,) = told_of_calls(case, attempts=attempts, repeats=repeats)

    assert f"it tells of {attempts + repeats} calls" in found


def test_a_repeat_that_follows_no_broken_call_is_seen(case: Case) -> None:
    case.came(200, 200)

    (found,) = told_of_calls(case, attempts=1, repeats=1)

    assert "1 calls were sent once more, and 0 broke" in found


def told_as_done(case: Case, step: Step) -> list[str]:
    record = StepRecord(number=1, attempt=1, state=StepState.DONE, started_at=NOON, ended_at=NOON)
    case.calls = [case.read]
    case.came(502)
    told = shown(case, record, verified=True)
    told = replace(told, plan=a_plan(step), steps=((step, record),))
    return untrue(case, told, goal_of(case))


def edit_of(case: Case, **fields: str) -> Step:
    key = Key(str(case.site.channels["hall"].id))
    return Step(
        number=1, action=Action.EDIT_CHANNEL, key=key, name="hall", verb="edit", body={**fields}
    )


def test_a_step_that_is_told_as_done_and_of_which_nothing_came_is_seen(case: Case) -> None:
    (found,) = told_as_done(case, edit_of(case, topic="As designed."))

    assert "nothing came of it, nor was it so already" in found


def test_a_step_whose_call_went_through_or_that_was_so_already_was_done(case: Case) -> None:
    assert told_as_done(case, edit_of(case, name="hall")) == []
    case.note(By.BOT)
    assert told_as_done(case, edit_of(case, topic="As designed.")) == []


def steps_that_might_be_so(case: Case) -> list[tuple[Step, bool]]:
    """Each with whether the guild stands so."""
    vault, role = case.site.channels["vault"], case.site.roles["role-1"]
    key, gone = Key(str(vault.id)), Key("1")
    view = {"allow": str(VIEW), "deny": "0"}
    order: list[Json] = [{"id": str(role.id), "position": role.position}]
    other: list[Json] = [{"id": str(role.id), "position": role.position + 1}]

    def step(action: Action, key: Key, body: Json = None, target: Json = None) -> Step:
        return Step(number=1, action=action, key=key, name="x", body=body, target=target)

    return [
        (step(Action.DELETE_CHANNEL, key), False),
        (step(Action.DELETE_CHANNEL, gone), True),
        (step(Action.DELETE_ROLE, gone), True),
        (step(Action.EDIT_ROLE, gone, {"name": "x"}), False),
        (step(Action.EDIT_ROLE, Key(str(role.id)), {"name": role.name}), True),
        (step(Action.PUT_OVERWRITE, key, {**view}, str(role.id)), True),
        (step(Action.PUT_OVERWRITE, key, {"allow": "0", "deny": "8"}, str(role.id)), False),
        (step(Action.DELETE_OVERWRITE, key, None, str(role.id)), False),
        (step(Action.DELETE_OVERWRITE, key, None, "1"), True),
        (step(Action.DELETE_OVERWRITE, gone, None, "1"), True),
        (step(Action.PUT_OVERWRITE, gone, {**view}, "1"), False),
        (step(Action.ORDER_ROLES, Key("roles"), order), True),
        (step(Action.ORDER_ROLES, Key("roles"), other), False),
        (step(Action.EDIT_GUILD, Key("settings"), {}), False),
    ]


def test_what_a_step_wants_is_looked_for_in_the_guild(case: Case) -> None:
    for step, is_so in steps_that_might_be_so(case):
        assert (told_as_done(case, step) == []) is is_so, step


def test_an_order_of_channels_is_known_by_its_path(case: Case) -> None:
    path = f"/guilds/{case.guild.id}/channels"
    case.calls.append(Call(1.0, "/api/v20", "PATCH", path, "", 204))
    step = Step(number=1, action=Action.ORDER_CHANNELS, key=Key("channels"), name="channels")

    def counted(attempts: int) -> list[str]:
        record = StepRecord(number=1, attempt=attempts, state=StepState.DONE)
        told = shown(case, record, verified=True, writes=attempts)
        told = replace(told, plan=a_plan(step), steps=((step, record),))
        assert told.run.report is not None
        return list(untrue_counts(told, told.run.report, Sent(case.calls)))

    assert counted(1) == []
    assert len(counted(2)) == len(counted(0)) == 1
