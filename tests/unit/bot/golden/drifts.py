"""Messages about drift."""

from dataclasses import replace
from typing import Any

from app.bot.rendering.drift_list_message import DriftPage, drift_list_message
from app.shared.application.audit.attribution import Attribution
from app.shared.application.drift.compare_live import Drift, Drifted, NotDone
from app.shared.domain.planning.changes import Change
from app.shared.domain.runs.run import RunState
from app.shared.domain.structure.snapshot import Coverage
from tests.support.builders import a_run
from tests.unit.bot.golden.given import GUILD, NOON, USER, VOICE, Named, change
from tests.unit.bot.golden.hard_names import RIGHT_TO_LEFT, hard


def drifts() -> Named:
    many = drift_of(500)
    yield "drift_none", lambda: drift_list_message(VOICE, GUILD, DriftPage.of(drift_of(0), 0))
    yield "drift_one", lambda: drift_list_message(VOICE, GUILD, DriftPage.of(drift_of(1), 0))
    yield (
        "drift_some_chosen",
        lambda: drift_list_message(VOICE, GUILD, DriftPage.of(many, 3, 0b101), note="**Note**"),
    )
    ignored = [one.id for one in many.differences]
    yield (
        "drift_all_ignored",
        lambda: drift_list_message(VOICE, GUILD, DriftPage.of(many, 0, 0, ignored)),
    )
    yield (
        "drift_some_ignored",
        lambda: drift_list_message(VOICE, GUILD, DriftPage.of(many, 0, 0, ignored[9:])),
    )
    yield "drift_last_page", lambda: drift_list_message(VOICE, GUILD, DriftPage.of(many, 999))


def drift_of(number: int, **fields: Any) -> Drift:
    return Drift(
        **{
            "run": a_run(state=RunState.SUCCEEDED, ended_at=NOON),
            "version": 3,
            "read_at": NOON,
            "differences": tuple(
                Drifted(
                    change=change(n),
                    sentence=f'The channel "{hard(n)}" was renamed. {"z" * 200}',
                    by=_by(n),
                    wanted=_latest(n),
                )
                for n in range(number)
            ),
            "not_done": tuple(
                NotDone(change=change(n), sentence=hard(n)) for n in range(number // 2)
            ),
            "end_known": True,
            "taken_over": False,
            "apply_puts_back": True,
            "audit_log_read": bool(number % 2),
            "coverage": Coverage(),
            **fields,
        }
    )


def _latest(number: int) -> Change:
    """Another wish for each field, where there are any: three of four have some."""
    fields = tuple(replace(one, after="x" * 1024) for one in change(number).fields)
    return change(number, fields=fields)


def _by(number: int) -> Attribution | None:
    if number % 3 == 0:
        return None
    return Attribution(
        user_id=USER, user_name=RIGHT_TO_LEFT, is_bot=bool(number % 2), at=NOON, reason=""
    )
