"""Whether what a run says of itself is so, held against the sandbox's own log and memory."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.sandbox.world.audit_log import AuditLogEntry
from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.planning.steps import Step
from app.shared.domain.runs.journal import OUTCOME_UNKNOWN
from app.shared.domain.runs.run import Report, RunState, StepRecord, StepState, reason_of
from benchmarks.chaos.calls import Sent
from benchmarks.chaos.history import By, Frame
from benchmarks.chaos.judging.effects import had_an_effect, was_so
from benchmarks.chaos.judging.goal import Goal
from benchmarks.chaos.judging.interference import names_edited
from benchmarks.chaos.judging.sending import untrue_counts
from benchmarks.chaos.judging.things import CREATIONS

_READING_S = 10.0
"""How long reading a guild may take: each list is asked for by itself."""


@dataclass(frozen=True, slots=True)
class Evidence:
    frames: Sequence[Frame]
    """From the start of the run to the present."""
    log: Sequence[AuditLogEntry]
    goal: Goal
    sent: Sent


def untrue_sentences(shown: ShownRun, evidence: Evidence) -> Iterator[str]:
    run, report = shown.run, shown.run.report
    if not run.state.is_final or report is None:
        yield f"it is {run.state} and has {'a' if report else 'no'} report"
        return
    yield from _counts(shown, report, evidence)
    yield from untrue_counts(shown, report, evidence.sent)
    for step, record in shown.steps:
        yield from _step(shown, step, record, evidence)
    if (run.state is RunState.SUCCEEDED) != (report.verified and _all_done(shown)):
        yield f"it {run.state}, verified: {report.verified}"
    yield from _was_read_back(shown, report, evidence)
    yield from _read_back(report, evidence)
    yield from _set_over(report, evidence)


def _set_over(report: Report, evidence: Evidence) -> Iterator[str]:
    """Only things that people did change are told as changed by them."""
    edited = names_edited(evidence.frames)
    for sentence in report.set_over:
        if not _names_one(sentence, edited):
            yield f"nobody did: {sentence}"


def _all_done(shown: ShownRun) -> bool:
    good = {StepState.DONE, StepState.UNNECESSARY}
    return all(record.state in good for _, record in shown.steps)


def _counts(shown: ShownRun, report: Report, evidence: Evidence) -> Iterator[str]:
    states = Counter(record.state for _, record in shown.steps)
    told = (report.done, report.unnecessary, report.skipped, report.failed)
    kinds = (StepState.DONE, StepState.UNNECESSARY, StepState.SKIPPED, StepState.FAILED)
    if told != tuple(states[kind] for kind in kinds) or sum(told) != len(shown.steps):
        yield f"its counts {told} are not those of its steps {dict(states)}"
    effective = sum(
        frame.by is By.BOT and f"run {shown.run.id} " in frame.reason and before.raw != frame.raw
        for before, frame in pairwise(evidence.frames)
    )
    if effective > report.writes:
        yield f"it tells of {report.writes} calls and {effective} changed something"


def _step(shown: ShownRun, step: Step, record: StepRecord, evidence: Evidence) -> Iterator[str]:
    reason = reason_of(shown.run.id, step.number)
    entries = [entry for entry in evidence.log if entry.reason == reason]
    called = f"step {step.number} ({step.verb} {step.name}) is {record.state}"
    match record.state:
        case StepState.DONE if step.action.creates is not None:
            made = [entry.target_id for entry in entries if entry.action in CREATIONS]
            if made != [record.created_id]:
                yield f"{called} with {record.created_id}, and it made {made}"
        case StepState.DONE:
            frames = evidence.frames
            if not (had_an_effect(shown, step, frames) or was_so(shown, step, record, frames)):
                yield f"{called}, and nothing came of it, nor was it so already"
        case StepState.FAILED if record.error_code == OUTCOME_UNKNOWN:
            return
        case StepState.FAILED | StepState.SKIPPED | StepState.UNNECESSARY if entries:
            yield f"{called} ({record.message}), and the audit log has it"
        case StepState.WAITING | StepState.STARTED:
            yield f"{called}, and the run has ended"


def _was_read_back(shown: ShownRun, report: Report, evidence: Evidence) -> Iterator[str]:
    """Nothing here keeps a guild from being read for the minutes that a run is patient, so there
    is no excuse but one: the run was cancelled before anybody had begun it."""
    at = report.read_back_at
    if at is None or report.differences is None:
        if shown.run.started_at is not None or report.verified:
            yield "it has no read-back, and Discord answers"
        return
    reads = [call for call in evidence.sent.calls if call.reads(shown.run.guild_id)]
    if not any(call.at >= at.timestamp() and not call.is_broken for call in reads):
        yield f"it was read back at {at}, and nobody has read the guild since"


def _read_back(report: Report, evidence: Evidence) -> Iterator[str]:
    """Held against every state that the guild was in while it was read."""
    if report.read_back_at is None or report.differences is None:
        return
    at = report.read_back_at.timestamp()
    states = _between(evidence.frames, at - _READING_S, at + _READING_S)
    if any(frame.by is By.PERSON for frame in states[1:]):
        # Somebody interfered while it was read, and the reading may mix two states.
        return
    if report.verified != evidence.goal.is_reached(states[-1].raw):
        left = evidence.goal.left(states[-1].raw)
        yield f"it says verified: {report.verified}; to be done: {left}; {report.differences}"
    elif not report.verified:
        yield from _names(report.differences, evidence.goal, states[-1])
        yield from _invented(report.differences, evidence.goal, states[-1])


def _names(said: Sequence[str], goal: Goal, frame: Frame) -> Iterator[str]:
    """Every thing that differs is named."""
    for names in goal.differing(frame.raw):
        if not any(_names_one(sentence, names) for sentence in said):
            yield f"{sorted(names)} is not as planned, and no sentence says so: {said}"


def _invented(said: Sequence[str], goal: Goal, frame: Frame) -> Iterator[str]:
    """Every sentence is about something that differs."""
    names, order = goal.may_be_told(frame.raw), goal.order_differs(frame.raw)
    for sentence in said:
        if not (_names_one(sentence, names) or (order and "order" in sentence.lower())):
            yield f"it is as planned, and a sentence says it is not: {sentence}"


def _names_one(sentence: str, names: Collection[str]) -> bool:
    """As a word of its own: `hall` is not named by `hall-1`."""
    return any(re.search(rf"(?<![\w-]){re.escape(n)}(?![\w-])", sentence) for n in names)


def _between(frames: Sequence[Frame], start: float, end: float) -> list[Frame]:
    before = [frame for frame in frames if frame.at <= start][-1:]
    return before + [frame for frame in frames if start < frame.at <= end]
