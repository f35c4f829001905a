"""Why a difference is there no longer."""

from datetime import timedelta

from app.shared.application.drift.endings import Endings
from app.shared.domain.drift.following import Ending
from app.shared.domain.drift.records import DriftState
from tests.contracts.kept_drift import a_record
from tests.support.builders import NOON, a_run

RECORD = a_record(found_at=NOON)


def after_a_run(seconds: float, *changes: str) -> Endings:
    run = a_run(ended_at=NOON + timedelta(seconds=seconds), requested_by="user:7")
    return Endings(
        in_design=frozenset(),
        taken_over=False,
        version=None,
        worked_on=((run, frozenset(changes)),),
    )


def test_a_run_that_worked_on_it_afterwards_reverted_it() -> None:
    assert after_a_run(1, RECORD.change.id)(RECORD) == Ending(DriftState.REVERTED, "user:7")


def test_a_run_before_it_was_found_did_not() -> None:
    assert after_a_run(-1, RECORD.change.id)(RECORD) == Ending(DriftState.GONE)


def test_a_run_that_worked_on_something_else_did_not() -> None:
    assert after_a_run(1, "channel:hall:update")(RECORD) == Ending(DriftState.GONE)
