"""What may become of a run as a whole. Only who holds the guild's lock changes a run's state."""

from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from app.shared.domain.errors import Conflict
from app.shared.domain.language.counting import steps
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.runs.journal import IllegalTransition, Journal
from app.shared.domain.runs.run import Report, Run, RunState
from app.shared.domain.runs.wording import run_state


class RunEnded(Conflict):
    """The run is over: it cannot be paused, resumed or cancelled any more."""

    code: ClassVar[str] = "run_ended"


def begun(run: Run, now: datetime, process: str = "") -> Run:
    """A worker has taken the run up: for the first time, again, or after a pause. `process` is
    what it calls itself; the first one is kept, as the time is."""
    if run.state.is_final:
        raise _illegal(run, to_say("Run {run} is {state} and cannot be carried out again."))
    taken_by = process if run.started_at is None else run.taken_by
    return replace(run, state=RunState.RUNNING, started_at=run.started_at or now, taken_by=taken_by)


def paused(run: Run) -> Run:
    """Nothing is under way any more and nothing is started until somebody resumes."""
    if run.state is not RunState.RUNNING:
        raise _illegal(run, to_say("Run {run} is {state} and cannot be paused."))
    return replace(run, state=RunState.PAUSED)


def cancelled_unstarted(run: Run, report: Report, now: datetime) -> Run:
    """Nobody has begun with it and nobody will."""
    if run.state is not RunState.QUEUED:
        raise _illegal(run, to_say("Run {run} is {state}, so it has been begun."))
    return replace(run, state=RunState.CANCELLED, ended_at=now, report=report)


def ended(
    run: Run,
    journal: Journal,
    report: Report,
    now: datetime,
    failure: tuple[str, str] | None = None,
    *,
    cancelled: bool = False,
) -> Run:
    """The run is over. `failure` is the code and sentence of what stopped it as a whole;
    `cancelled` says that people stopped it while steps were waiting.

    A run has succeeded only when every step was done or unnecessary and the read-back found the
    guild as the plan wanted it.
    """
    if run.state is not RunState.RUNNING or not journal.is_finished:
        raise _illegal(run, to_say("Run {run} is {state} and cannot end yet."))
    state, code, why = _verdict(journal, report, failure, cancelled)
    return replace(run, state=state, failure_code=code, failure=why, report=report, ended_at=now)


def _verdict(
    journal: Journal, report: Report, failure: tuple[str, str] | None, cancelled: bool
) -> tuple[RunState, str, str]:
    if failure is not None:
        return (RunState.FAILED, *failure)
    if cancelled:
        why = say("{steps} had failed before.", steps=steps(report.failed)) if report.failed else ""
        return (RunState.CANCELLED, "steps_failed" if report.failed else "", why)
    if not journal.is_complete:
        return (RunState.FAILED, "steps_failed", _not_all_done(report))
    if report.differences is None:
        why = say("Every step was done, but the server could not be read back to check the result.")
        return (RunState.FAILED, "not_verified", why)
    if report.differences:
        why = say(
            "Every step was done, but afterwards the server is not as planned. "
            "Make a new plan to see what is left."
        )
        return (RunState.FAILED, "differs_after_run", why)
    return (RunState.SUCCEEDED, "", "")


def _not_all_done(report: Report) -> str:
    failed = steps(report.failed)
    if not report.skipped:
        return say("{failed} failed.", failed=failed)
    return say(
        "{failed} failed, {skipped} not tried.", failed=failed, skipped=steps(report.skipped)
    )


def _illegal(run: Run, sentence: str) -> IllegalTransition:
    return IllegalTransition(say(sentence, run=run.id, state=run_state(run.state)))
