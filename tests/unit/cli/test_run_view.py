"""What a run looks like while it goes on, at a terminal and elsewhere."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from rich.console import Console

from app.cli.handlers import run_view
from app.cli.handlers.run_view import RunView, step_text
from app.cli.terminal import THEME
from app.shared.application.rendering.deeds import deed
from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.runs.run import StepRecord, StepState
from tests.support.builders import NOON, a_plan, a_run, a_step
from tests.support.steps import a_channel_step, a_role_step, an_edit

STEPS = (a_role_step(1), a_channel_step(2), an_edit(3, "rules"))
WAITS = "#rules waits for Discord's rename limit until 14:32 UTC."


def a_record(number: int, state: StepState = StepState.WAITING, **fields: Any) -> StepRecord:
    return StepRecord(number=number, state=state, **fields)


def shown(*records: StepRecord) -> ShownRun:
    by_number = {record.number: record for record in records}
    pairs = tuple((step, by_number.get(step.number, a_record(step.number))) for step in STEPS)
    plan = a_plan(*STEPS)
    run = replace(a_run(plan=plan), started_at=NOON)
    return ShownRun(run=run, plan=plan, steps=pairs, kept_members={})


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What is printed where no terminal is."""
    text = io.StringIO()
    monkeypatch.setattr(run_view, "err", _console(text, terminal=False))
    return text


def _console(text: io.StringIO, *, terminal: bool) -> Console:
    return Console(
        file=text,
        theme=THEME,
        force_terminal=terminal,
        width=70,
        height=20,
        markup=False,
        color_system=None,
        soft_wrap=True,
    )


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (a_step(1, Action.CREATE_ROLE, name="Helper", verb="create role"), "create role @Helper"),
        (a_step(1, Action.EDIT_ROLE, name="@everyone", verb="edit role"), "edit role @everyone"),
        (
            a_step(1, Action.EDIT_CHANNEL, name="rules", verb="edit channel"),
            "edit channel #rules",
        ),
        (
            a_step(1, Action.CREATE_CHANNEL, name="Staff", verb="create category"),
            "create category Staff",
        ),
        (
            a_step(1, Action.EDIT_CHANNEL, name="old", verb="hide channel before it is deleted"),
            "hide channel before it is deleted: #old",
        ),
        (
            a_step(1, Action.ORDER_ROLES, name="roles", verb="put roles in order"),
            "put roles in order",
        ),
        (a_step(1, Action.DELETE_CHANNEL, name="x"), "delete channel #x"),
        (
            a_step(1, Action.CREATE_RULE, name="Scams", verb="create automod rule"),
            "create automod rule Scams",
        ),
        (a_step(1, name="a\u202eb\nc", verb="create role"), "create role @a\\u202eb\\u000ac"),
    ],
)
def test_a_step_is_a_verb_and_what_it_is_done_to(step: Step, words: str) -> None:
    assert deed(step) == words


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (a_record(3, StepState.DONE), "  ✓ edit channel: #rules"),
        (a_record(3, StepState.STARTED), "  ▸ edit channel: #rules  going"),
        (
            a_record(3, StepState.UNNECESSARY, message="It was already so."),
            "  ✓ edit channel: #rules  was so already  It was already so.",
        ),
        (
            a_record(3, StepState.FAILED, message="Discord said no."),
            "  ✕ edit channel: #rules  failed  Discord said no.",
        ),
        (a_record(3, not_before=NOON, message=WAITS), f"  · {WAITS}"),
    ],
)
def test_a_line_has_sign_deed_state_and_reason(record: StepRecord, line: str) -> None:
    step = a_step(3, Action.EDIT_CHANNEL, name="rules", verb="edit channel:")

    assert step_text(step, record).plain.replace("channel::", "channel:") == line


async def test_where_no_terminal_is_each_step_is_told_once(screen: io.StringIO) -> None:
    done = a_record(1, StepState.DONE)

    async with RunView() as view:
        for records in ([done], [done], [done, a_record(2, StepState.STARTED)]):
            view.update(shown(*records))
        view.update(shown(done, a_record(2, StepState.DONE), a_record(3, StepState.DONE)))

    assert screen.getvalue().splitlines() == [
        "  ✓ create role @Helper",
        "  ✓ create channel #lobby",
        "  ✓ edit channel #rules",
    ]


async def test_a_wait_is_told_once_for_each_moment_it_lasts_to(screen: io.StringIO) -> None:
    first = a_record(3, not_before=NOON, message=WAITS)
    later = replace(first, not_before=NOON + timedelta(minutes=1))

    async with RunView() as view:
        for record in (first, first, later, later):
            view.update(shown(record))

    assert screen.getvalue().count(WAITS) == 2


async def test_a_quiet_view_says_nothing(screen: io.StringIO) -> None:
    async with RunView(quiet=True) as view:
        view.update(shown(a_record(1, StepState.DONE)))

    assert screen.getvalue() == ""


async def test_at_a_terminal_what_ended_stays_and_what_goes_on_is_redrawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = io.StringIO()
    monkeypatch.setattr(run_view, "err", _console(text, terminal=True))

    async with RunView() as view:
        view.update(shown(a_record(1, StepState.DONE), a_record(2, StepState.STARTED)))
        view.update(shown(a_record(1, StepState.DONE), a_record(2, StepState.DONE)))

    drawn = text.getvalue()
    assert drawn.count("✓ create role @Helper") == 1
    assert drawn.count("✓ create channel #lobby") == 1


def test_the_picture_counts_calls_and_says_what_waits_and_how_long() -> None:
    text = io.StringIO()
    until = NOON + timedelta(minutes=9)
    run = shown(a_record(1, StepState.DONE), a_record(3, not_before=until, message=WAITS))

    _console(text, terminal=False).print(run_view._picture(run, NOON + timedelta(seconds=1)))

    drawn = text.getvalue()
    assert "#rules waits for Discord's rename limit" in drawn
    assert "1 more to come" in drawn
    assert "1 of 3 calls · about 9 min left" in drawn


def test_when_all_calls_are_done_the_server_is_read_back() -> None:
    text = io.StringIO()
    run = shown(*(a_record(number, StepState.DONE) for number in (1, 2, 3)))

    _console(text, terminal=False).print(run_view._picture(run, NOON))

    assert "3 of 3 calls · reading back" in text.getvalue()
