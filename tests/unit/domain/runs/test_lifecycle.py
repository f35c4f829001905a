"""What may become of a run as a whole, and how its end is judged."""

from dataclasses import replace

import pytest

from app.shared.domain.runs.journal import IllegalTransition, Journal
from app.shared.domain.runs.lifecycle import begun, cancelled_unstarted, ended, paused
from app.shared.domain.runs.report import report_of
from app.shared.domain.runs.run import Report, Run, RunState, StepRecord, StepState
from tests.support.builders import NOON, a_run, a_step

RUNNING = a_run(state=RunState.RUNNING, started_at=NOON)


def a_journal(*states: StepState) -> Journal:
    steps = tuple(a_step(number) for number, _ in enumerate(states, 1))
    records = [
        StepRecord(number=number, state=state, attempt=1) for number, state in enumerate(states, 1)
    ]
    return Journal.of(steps, records)


def end(
    *states: StepState, differences: tuple[str, ...] | None = (), cancelled: bool = False
) -> Run:
    journal = a_journal(*states)
    report = report_of(journal, differences, NOON)
    return ended(RUNNING, journal, report, NOON, cancelled=cancelled)


@pytest.mark.parametrize("state", RunState)
def test_a_run_that_has_ended_is_not_begun_again(state: RunState) -> None:
    run = a_run(state=state)

    if state.is_final:
        with pytest.raises(IllegalTransition):
            begun(run, NOON)
    else:
        assert begun(run, NOON).state is RunState.RUNNING


def test_being_taken_up_again_does_not_change_when_a_run_started() -> None:
    first = begun(a_run(), NOON)

    assert begun(first, NOON.replace(hour=20)).started_at == NOON


@pytest.mark.parametrize("state", RunState)
def test_only_a_running_run_is_paused(state: RunState) -> None:
    run = a_run(state=state)

    if state is RunState.RUNNING:
        assert paused(run).state is RunState.PAUSED
    else:
        with pytest.raises(IllegalTransition):
            paused(run)


@pytest.mark.parametrize("state", RunState)
def test_only_a_queued_run_is_cancelled_without_a_worker(state: RunState) -> None:
    run, report = a_run(state=state), report_of(a_journal(StepState.SKIPPED), None, None)

    if state is RunState.QUEUED:
        assert cancelled_unstarted(run, report, NOON).state is RunState.CANCELLED
    else:
        with pytest.raises(IllegalTransition):
            cancelled_unstarted(run, report, NOON)


def test_a_run_does_not_end_while_a_step_is_open() -> None:
    for state in (StepState.WAITING, StepState.STARTED):
        with pytest.raises(IllegalTransition):
            end(StepState.DONE, state)


def test_only_a_running_run_ends() -> None:
    journal = a_journal(StepState.DONE)

    with pytest.raises(IllegalTransition):
        ended(a_run(), journal, report_of(journal, (), NOON), NOON)


def test_success_is_every_step_done_and_nothing_different() -> None:
    run = end(StepState.DONE, StepState.UNNECESSARY)

    assert (run.state, run.failure, run.failure_code) == (RunState.SUCCEEDED, "", "")


@pytest.mark.parametrize(
    ("differences", "code"), [(None, "not_verified"), (("#lobby differs.",), "differs_after_run")]
)
def test_what_was_not_verified_has_not_succeeded(
    differences: tuple[str, ...] | None, code: str
) -> None:
    run = end(StepState.DONE, differences=differences)

    assert (run.state, run.failure_code) == (RunState.FAILED, code)
    assert run.failure


def test_a_failed_step_fails_the_run() -> None:
    run = end(StepState.DONE, StepState.FAILED, StepState.SKIPPED)

    assert (run.state, run.failure_code) == (RunState.FAILED, "steps_failed")
    assert run.failure == "1 step failed, 1 step not tried."


def test_nothing_is_said_of_steps_that_were_all_tried() -> None:
    assert end(StepState.DONE, StepState.FAILED).failure == "1 step failed."


def test_a_cancelled_run_says_what_had_failed_before() -> None:
    clean = end(StepState.DONE, StepState.SKIPPED, cancelled=True)
    dirty = end(StepState.FAILED, StepState.SKIPPED, cancelled=True)

    assert (clean.state, clean.failure) == (RunState.CANCELLED, "")
    assert (dirty.state, dirty.failure) == (RunState.CANCELLED, "1 step had failed before.")


def test_a_report_counts_the_journal() -> None:
    journal = a_journal(
        StepState.DONE, StepState.DONE, StepState.UNNECESSARY, StepState.SKIPPED, StepState.FAILED
    )
    journal = journal.having(
        replace(journal.records[1], attempt=3),
        replace(journal.records[3], attempt=0),
        replace(journal.records[4], attempt=0),
    )

    assert report_of(journal, ("x",), NOON) == Report(
        done=2, unnecessary=1, skipped=1, failed=1, writes=5, differences=("x",), read_back_at=NOON
    )
