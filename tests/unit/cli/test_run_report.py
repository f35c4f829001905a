"""The end of a run in words."""

from dataclasses import replace
from typing import Any

import pytest

from app.cli.handlers.run_report import next_words, report_lines, tell_run
from app.shared.application.rendering.spans import plain_text
from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.runs.run import Report, RunState, StepRecord, StepState
from tests.support.builders import NOON, a_plan, a_run
from tests.support.steps import a_channel_step, a_role_step

STEPS = (a_role_step(1), a_channel_step(2))
REPORT = Report(
    done=2, unnecessary=0, skipped=0, failed=0, writes=2, differences=(), read_back_at=NOON
)


def ended(state: RunState, report: Report | None = None, **fields: Any) -> ShownRun:
    records = fields.pop("records", {})
    plan = a_plan(*STEPS)
    run = replace(a_run(plan=plan), state=state, report=report, **fields)
    pairs = tuple(
        (step, records.get(step.number, StepRecord(number=step.number))) for step in STEPS
    )
    return ShownRun(run=run, plan=plan, steps=pairs, kept_members={})


def text_of(shown: ShownRun) -> str:
    return plain_text(report_lines(shown))


def test_a_run_that_was_verified_says_how_that_is_known() -> None:
    said = text_of(ended(RunState.SUCCEEDED, REPORT))

    assert "is done." in said
    assert "2 done; 2 calls sent." in said
    assert "Read back: the server is as the plan wanted it." in said


def test_what_still_differs_is_listed_and_no_success_is_claimed() -> None:
    differences = tuple(f"#room-{number} has another topic." for number in range(25))
    report = replace(REPORT, differences=differences)

    said = text_of(ended(RunState.FAILED, report))

    assert "the server still differs" in said
    assert "#room-0 has another topic." in said
    assert "and 5 more" in said
    assert "as the plan wanted it" not in said


def test_what_others_changed_meanwhile_is_listed_below_what_was_done() -> None:
    changes = tuple(f"Ada changed #room-{number} meanwhile (topic)." for number in range(22))

    said = text_of(ended(RunState.SUCCEEDED, replace(REPORT, set_over=changes)))

    assert "as the plan wanted it" in said
    assert "Ada changed #room-0 meanwhile (topic)." in said
    assert "and 2 more" in said


def test_a_server_that_could_not_be_read_back_is_not_called_verified() -> None:
    said = text_of(ended(RunState.SUCCEEDED, replace(REPORT, differences=None, read_back_at=None)))

    assert "not verified" in said


def test_why_a_run_and_its_steps_failed_is_said_without_control_characters() -> None:
    failed = StepRecord(number=1, state=StepState.FAILED, message="No\x1b[31m right.")
    report = replace(REPORT, done=0, failed=1, skipped=1, writes=1)

    said = text_of(ended(RunState.FAILED, report, failure="Discord said no.", records={1: failed}))

    assert "Discord said no." in said
    assert "✕ create role @Helper" in said
    assert "No\\u001b[31m right." in said
    assert "1 skipped, 1 failed; 1 call sent." in said


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (RunState.SUCCEEDED, "guildwright rollback run-1"),
        (RunState.FAILED, "guildwright plan"),
        (RunState.CANCELLED, "guildwright plan"),
        (RunState.PAUSED, "guildwright resume run-1"),
        (RunState.QUEUED, "guildwright resume run-1"),
    ],
)
def test_what_somebody_may_want_to_do_next(state: RunState, words: str) -> None:
    assert words in next_words(ended(state))


def test_a_run_that_was_handed_over_is_not_said_to_be_under_way(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell_run(ended(RunState.RUNNING), handed_over=True)
    left = capsys.readouterr().out
    tell_run(ended(RunState.RUNNING))
    other = capsys.readouterr().out

    assert "stands where it is" in left
    assert "under way" not in left
    assert "under way" in other
