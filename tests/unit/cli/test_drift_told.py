"""Drift in words, and the advice that goes with it."""

from dataclasses import replace
from typing import Any

import pytest

from app.cli.handlers.drift import tell_drift
from app.shared.application.drift.compare_live import Drift, Drifted, NotDone
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Subject
from app.shared.domain.runs.run import RunState
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.snapshot import Coverage
from tests.support.builders import NOON, a_run

CHANGE = Change(subject=Subject.CHANNEL, kind=ChangeKind.CREATE, key=Key("lobby"), name="lobby")
SPOILT = Drifted(change=CHANGE, sentence="#lobby does not exist.", by=None)
LEFT = NotDone(change=CHANGE, sentence="#desk does not exist.")


def a_drift(*differences: Drifted, **fields: Any) -> Drift:
    run = replace(a_run(), state=RunState.SUCCEEDED)
    return Drift(
        **{
            "run": run,
            "version": 2,
            "read_at": NOON,
            "differences": differences,
            "not_done": (),
            "end_known": True,
            "taken_over": False,
            "apply_puts_back": True,
            "audit_log_read": True,
            "coverage": Coverage(),
            **fields,
        }
    )


def told(found: Drift, capsys: pytest.CaptureFixture[str]) -> str:
    tell_drift(found)
    said = capsys.readouterr()
    return said.out + said.err


def test_in_sync_is_said_of_a_guild_that_lacks_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(a_drift(), capsys) == "In sync with what run run-1 made of it.\n"


def test_what_is_not_done_is_no_drift_and_not_in_sync(capsys: pytest.CaptureFixture[str]) -> None:
    said = told(a_drift(not_done=(LEFT,)), capsys)

    assert "Nothing has been changed by hand since run run-1." in said
    assert "What version 2 wants and no run has done yet:\n  #desk does not exist." in said
    assert "In sync" not in said
    assert "To put it back" not in said


def test_what_the_latest_design_wants_instead_stands_below(
    capsys: pytest.CaptureFixture[str],
) -> None:
    topic = FieldChange(field="topic", before="Spoilt", after="Hi")
    wanted = replace(CHANGE, kind=ChangeKind.UPDATE, fields=(replace(topic, after="Ho"),))
    one = replace(SPOILT, change=replace(wanted, fields=(topic,)), wanted=wanted)

    said = told(a_drift(one), capsys)

    below = '    By the latest design, not applied yet: topic is to be "Ho".'
    assert f"~ #lobby does not exist.\n{below}\n" in said


def test_an_apply_is_advised_with_all_that_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    said = told(a_drift(SPOILT, not_done=(LEFT,)), capsys)

    assert "~ #lobby does not exist." in said
    assert "guildwright apply. It also does what no run has done yet. To keep it" in said


def test_after_a_rollback_no_apply_is_advised(capsys: pytest.CaptureFixture[str]) -> None:
    said = told(a_drift(SPOILT, version=None, apply_puts_back=False), capsys)

    assert "To put it back" not in said
    assert "guildwright apply would do them again" in said


def test_to_an_earlier_version_leads_a_rollback(capsys: pytest.CaptureFixture[str]) -> None:
    said = told(a_drift(SPOILT, apply_puts_back=False), capsys)

    assert "To put it back: guildwright rollback --to-version 2." in said
    assert "guildwright apply" not in said


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (RunState.RUNNING, "Run run-1 has not ended"),
        (RunState.CANCELLED, "could not be read at the end of run run-1"),
    ],
)
def test_an_end_that_is_not_known_is_said(
    state: RunState, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(a_drift(run=replace(a_run(), state=state), end_known=False), capsys)

    assert why in said
