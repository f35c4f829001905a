"""A run as those who watch it read it: steps and waits as sentences, a bar, the report."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.shared.application.rendering.deeds import deed
from app.shared.application.rendering.receipts import receipt_of
from app.shared.application.rendering.spans import safe
from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.language.listing import in_a_row
from app.shared.domain.language.saying import say, say_counted, to_say
from app.shared.domain.planning.steps import Step
from app.shared.domain.runs.run import Report, Run, RunId, StepRecord, StepState

SIGNS: Mapping[StepState, str] = {
    StepState.WAITING: "·",
    StepState.STARTED: "▸",
    StepState.DONE: "✓",
    StepState.UNNECESSARY: "✓",
    StepState.SKIPPED: "○",
    StepState.FAILED: "✕",
}
_DISCORDS_WORDS = re.compile(r"\(Discord: \d+, code -?\d+,.*? for [A-Z]+ /[^\s)]*\)", re.DOTALL)
"""What refusals quote for whoever looks for them or reports them."""
_REASONED = frozenset({StepState.UNNECESSARY, StepState.SKIPPED})


def run_view(shown: ShownRun, now: datetime) -> dict[str, Any]:
    """Plain types but for times, which stay datetimes; the shape only ever grows."""
    run = shown.run
    return {
        **run_summary(run),
        "rollback_of": shown.rolls_back,
        "bar": bar(shown, now),
        "steps": [step_view(run.id, step, record) for step, record in shown.steps],
        "kept_members": {
            role: [str(member) for member in members]
            for role, members in shown.kept_members.items()
        },
    }


def run_summary(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "guild_id": str(run.guild_id),
        "plan_hash": run.plan_hash,
        "state": run.state.value,
        "wish": run.wish.value,
        "requested_by": run.requested_by,
        "created_at": run.created_at,
        "started_at": run.started_at,
        "receipt": receipt_of(run),
        "ended_at": run.ended_at,
        "failure": safe(split_words(run.failure)[0]),
        "failure_code": run.failure_code,
        "verified": None if run.report is None else run.report.verified,
        "report": None if run.report is None else _report(run.report),
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        "done": report.done,
        "unnecessary": report.unnecessary,
        "skipped": report.skipped,
        "failed": report.failed,
        "writes": report.writes,
        "sentences": list(report_sentences(report)),
        "verified": report.verified,
        "differences": None
        if report.differences is None
        else [safe(d) for d in report.differences],
        "set_over": [safe(one) for one in report.set_over],
        "read_back_at": report.read_back_at,
    }


def report_sentences(report: Report) -> tuple[str, str]:
    """What was done, and how that is known."""
    counts = (
        (report.done, to_say("{number} done")),
        (report.unnecessary, to_say("{number} not needed")),
        (report.skipped, to_say("{number} skipped")),
        (report.failed, to_say("{number} failed")),
    )
    parts = [say(words, number=number) for number, words in counts if number]
    counted = say_counted(
        report.writes,
        "{done}; {number} call sent.",
        "{done}; {number} calls sent.",
        done=in_a_row(parts) or say("Nothing was to be done"),
    )
    if report.differences is None:
        return counted, say("The server could not be read back, so this is not verified.")
    if report.verified:
        return counted, say("Read back: the server is as the plan wanted it.")
    return counted, say("Read back: the server still differs from the plan.")


def step_view(run_id: RunId, step: Step, record: StepRecord) -> dict[str, Any]:
    failed = record.state is StepState.FAILED
    waits = record.not_before is not None and not record.state.is_final
    return {
        "number": step.number,
        "sign": SIGNS[record.state],
        "sentence": deed(step),
        "state": record.state.value,
        "reason": safe(split_words(record.message)[0]) if record.state in _REASONED else "",
        "waits_until": record.not_before if waits else None,
        "wait_text": safe(record.message) if waits else "",
        "error": _error(run_id, record) if failed else None,
        "action": step.action.value,
        "key": step.key,
        "name": safe(step.name),
        "verb": step.verb,
        "attempt": record.attempt,
        "created_id": None if record.created_id is None else str(record.created_id),
        "started_at": record.started_at,
        "ended_at": record.ended_at,
    }


def split_words(text: str) -> tuple[str, str]:
    """A sentence for people, and Discord's code and words in it for those who look closer."""
    found = _DISCORDS_WORDS.search(text)
    if found is None:
        return text, ""
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    return f"{before} {after}".strip(), found.group().strip("()")


def _error(run_id: RunId, record: StepRecord) -> dict[str, str]:
    """The journal keeps what happened, Discord's own words and what to do as one text."""
    message, details = split_words(record.message)
    return {
        "code": record.error_code or "step_failed",
        "message": safe(message),
        "remedy": "",
        "details": safe(details),
        "reference": f"{run_id}-{record.number}",
    }


def bar(shown: ShownRun, now: datetime) -> dict[str, Any]:
    """`done` counts what was done, not what came to its end otherwise. `eta_s` goes by the pace so
    far and by the longest wait for a limit."""
    states = Counter(record.state for _, record in shown.steps)
    ended = shown.run.state.is_final
    return {
        "done": states[StepState.DONE],
        "unnecessary": states[StepState.UNNECESSARY],
        "skipped": states[StepState.SKIPPED],
        "total": len(shown.steps),
        "eta_s": None if ended else seconds_left(shown, now),
    }


def seconds_left(shown: ShownRun, now: datetime) -> int:
    """By the pace so far, or as planned before the first step, and by the longest wait."""
    open_records = [record for _, record in shown.steps if not record.state.is_final]
    done = len(shown.steps) - len(open_records)
    pace = shown.plan.cost.seconds / max(1, len(shown.steps))
    if done and shown.run.started_at is not None:
        pace = (now - shown.run.started_at).total_seconds() / done
    waits = [(one.not_before - now).total_seconds() for one in open_records if one.not_before]
    going_on = sum(one.not_before is None for one in open_records)
    return max(0, round(max([pace * going_on, *waits])))
