"""Messages about runs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.bot.rendering.message import Message
from app.bot.rendering.run_message import cancel_question, run_message
from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.planning.steps import Action
from app.shared.domain.runs.run import Report, RunState, StepRecord, StepState, Wish
from tests.support.builders import a_plan, a_run, a_step
from tests.unit.bot.golden.given import GUILD, NOON, USER, VOICE, Named
from tests.unit.bot.golden.hard_names import MARKDOWN, hard


def runs() -> Named:
    for name, shown, live in (
        ("queued", _run(RunState.QUEUED), True),
        ("running", _run(RunState.RUNNING, started_at=NOON), True),
        ("pausing", _run(RunState.RUNNING, wish=Wish.PAUSE), True),
        ("cancelling", _run(RunState.RUNNING, wish=Wish.CANCEL), True),
        ("paused", _run(RunState.PAUSED, wish=Wish.PAUSE), True),
        ("not_live", _run(RunState.RUNNING), False),
        ("succeeded", _ended(RunState.SUCCEEDED), True),
        ("failed", _ended(RunState.FAILED, failure="x" * 4000), True),
        ("cancelled", _ended(RunState.CANCELLED), True),
        ("set_over", _set_over(), True),
    ):
        yield f"run_{name}", _shown_run(shown, live)
    yield "run_cancel_question", lambda: cancel_question(VOICE, "0123456789abcdef", USER)


def _shown_run(shown: ShownRun, live: bool) -> Callable[[], Message]:
    return lambda: run_message(VOICE, shown, MARKDOWN, NOON + timedelta(seconds=30), live=live)


def _run(state: RunState, **fields: Any) -> ShownRun:
    """500 steps: failed ones, waiting ones, ones under way."""
    states = tuple(StepState)
    steps = tuple(
        a_step(number, Action.EDIT_CHANNEL, name=hard(number)) for number in range(1, 501)
    )
    records = [
        StepRecord(
            number=step.number,
            state=states[step.number % len(states)],
            message="w" * 600,
            not_before=NOON + timedelta(minutes=5) if step.number % 12 == 0 else None,
        )
        for step in steps
    ]
    return ShownRun(
        run=a_run("0123456789abcdef", guild_id=GUILD, created_at=NOON, state=state, **fields),
        plan=a_plan(*steps, guild_id=GUILD),
        steps=tuple(zip(steps, records, strict=True)),
        kept_members={},
    )


def _ended(state: RunState, **fields: Any) -> ShownRun:
    report = Report(
        done=400,
        unnecessary=50,
        skipped=30,
        failed=20,
        writes=420,
        differences=() if state is RunState.SUCCEEDED else tuple(hard(n) * 4 for n in range(90)),
        read_back_at=NOON,
    )
    return _run(state, report=report, **fields)


def _set_over() -> ShownRun:
    """All that there may be to tell, of names that are nothing but marks."""
    marks = "_" * 100
    steps = tuple(a_step(number, Action.EDIT_CHANNEL, name=marks) for number in range(1, 9))
    records = [
        StepRecord(number=step.number, state=StepState.FAILED, message=marks * 3) for step in steps
    ]
    report = Report(
        done=0,
        unnecessary=0,
        skipped=0,
        failed=8,
        writes=0,
        differences=(marks * 3,) * 9,
        read_back_at=NOON,
        set_over=(f"{marks[:32]} changed #{marks} meanwhile (topic), and the run then set it.",)
        * 9,
    )
    ended = _run(RunState.FAILED, report=report, failure=marks * 5)
    return replace(ended, steps=tuple(zip(steps, records, strict=True)))
