"""What a run really did, counted from its journal."""

from collections import Counter
from datetime import datetime

from app.shared.domain.runs.journal import Journal
from app.shared.domain.runs.run import Report, StepState


def report_of(
    journal: Journal,
    differences: tuple[str, ...] | None,
    read_back_at: datetime | None,
    end_snapshot: int | None = None,
    set_over: tuple[str, ...] = (),
) -> Report:
    states = Counter(record.state for record in journal.records.values())
    return Report(
        done=states[StepState.DONE],
        unnecessary=states[StepState.UNNECESSARY],
        skipped=states[StepState.SKIPPED],
        failed=states[StepState.FAILED],
        writes=sum(record.attempt + record.repeats for record in journal.records.values()),
        differences=differences,
        read_back_at=read_back_at,
        end_snapshot=end_snapshot,
        set_over=set_over,
    )
