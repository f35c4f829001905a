"""Whether the calls that a run tells of are those that came to the sandbox, no more and no less."""

from collections import defaultdict
from collections.abc import Iterator

from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.planning.steps import Action
from app.shared.domain.runs.run import Report, StepRecord, reason_of
from benchmarks.chaos.calls import LIMITED, Call, Sent

_ORDER = "the order of the channels"
"""Told by its path, since its call carries no reason."""


def untrue_counts(shown: ShownRun, report: Report, sent: Sent) -> Iterator[str]:
    told = sum(record.attempt + record.repeats for _, record in shown.steps)
    if report.writes != told:
        yield f"it tells of {report.writes} calls, and its steps of {told}"
    came = _came(shown, sent)
    for what, records in _told(shown).items():
        yield from _of_one(what, records, came.get(what, []), sent.cut_off)


def _of_one(what: str, records: list[StepRecord], calls: list[Call], cut_off: int) -> Iterator[str]:
    """A worker that is cut off may have written down a call that it did not come to send. What a
    limit refuses is not counted, and what is sent once more follows a call that broke."""
    told = sum(record.attempt + record.repeats for record in records)
    seen = sum(call.status != LIMITED for call in calls)
    if not seen <= told <= seen + cut_off:
        yield f"{what}: it tells of {told} calls, {seen} came, and work was cut off {cut_off} times"
    repeats, broken = sum(record.repeats for record in records), sum(c.is_broken for c in calls)
    if repeats > broken:
        yield f"{what}: {repeats} calls were sent once more, and {broken} broke"


def _told(shown: ShownRun) -> dict[str, list[StepRecord]]:
    found: defaultdict[str, list[StepRecord]] = defaultdict(list)
    for step, record in shown.steps:
        sorts = step.action is Action.ORDER_CHANNELS
        found[_ORDER if sorts else reason_of(shown.run.id, step.number)].append(record)
    return found


def _came(shown: ShownRun, sent: Sent) -> dict[str, list[Call]]:
    found: defaultdict[str, list[Call]] = defaultdict(list)
    for call in sent.calls:
        sorts = call.sorts_channels_of(shown.run.guild_id)
        found[_ORDER if sorts else call.reason].append(call)
    return found
