"""A run as it goes on: a bar, what is under way, what waits for which limit and until when."""

from datetime import UTC, datetime
from typing import Self

from rich.console import Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from app.cli.terminal import err
from app.shared.application.rendering.spans import Style, safe
from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.runs.run import StepRecord, StepState

_SIGNS: dict[StepState, tuple[str, str]] = {
    StepState.WAITING: ("·", Style.MUTED),
    StepState.STARTED: ("▸", "accent"),
    StepState.DONE: ("✓", Style.CREATE),
    StepState.UNNECESSARY: ("✓", Style.MUTED),
    StepState.SKIPPED: ("○", Style.MUTED),
    StepState.FAILED: ("✕", Style.REMOVE),
}
_WORDS = {
    StepState.WAITING: "waits",
    StepState.STARTED: "going",
    StepState.DONE: "done",
    StepState.UNNECESSARY: "was so already",
    StepState.SKIPPED: "skipped",
    StepState.FAILED: "failed",
}
_SHOWN = 12


class RunView:
    """At a terminal it redraws in place; elsewhere each step is one line when it ends."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._live = Live(console=err, refresh_per_second=8, transient=True)
        self._told: set[int] = set()
        self._at_terminal = err.is_terminal and not quiet

    async def __aenter__(self) -> Self:
        if self._at_terminal:
            self._live.start()
        return self

    async def __aexit__(self, *_error: object) -> None:
        if self._at_terminal:
            self._live.stop()

    def update(self, shown: ShownRun) -> None:
        if self._quiet:
            return
        self._tell_ended(shown)
        if self._at_terminal:
            self._live.update(_picture(shown))

    def _tell_ended(self, shown: ShownRun) -> None:
        for step, record in shown.steps:
            if record.state.is_final and step.number not in self._told:
                self._told.add(step.number)
                self._live.console.print(step_text(step, record))


def _picture(shown: ShownRun) -> RenderableType:
    open_steps = [pair for pair in shown.steps if not pair[1].state.is_final]
    under_way = [pair for pair in open_steps if _worth_showing(pair[1])][:_SHOWN]
    lines: list[RenderableType] = [step_text(step, record) for step, record in under_way]
    rest = len(open_steps) - len(under_way)
    if rest:
        lines.append(Text(f"  {rest} more to come", style=Style.MUTED))
    return Group(*lines, _bar(shown))


def _worth_showing(record: StepRecord) -> bool:
    return record.state is StepState.STARTED or record.not_before is not None


def _bar(shown: ShownRun) -> RenderableType:
    done = sum(record.state.is_final for _, record in shown.steps)
    table = Table.grid(padding=(0, 1))
    bar = ProgressBar(total=max(1, len(shown.steps)), completed=done, width=40, style=Style.MUTED)
    table.add_row(bar, Text(f"{done} of {len(shown.steps)} calls"), Text(_left(shown, done)))
    return table


def _left(shown: ShownRun, done: int) -> str:
    started = shown.run.started_at
    open_records = [record for _, record in shown.steps if not record.state.is_final]
    if not open_records:
        return ""
    now = datetime.now(UTC)
    waits = [record.not_before for record in open_records if record.not_before]
    parked = max([(wait - now).total_seconds() for wait in waits], default=0.0)
    pace = shown.plan.cost.seconds / max(1, len(shown.steps))
    if started is not None and done:
        pace = (now - started).total_seconds() / done
    seconds = max(parked, pace * len(open_records))
    return f"about {seconds / 60:.0f} min left" if seconds > 90 else f"about {seconds:.0f} s left"


def step_text(step: Step, record: StepRecord) -> Text:
    """One line: sign, what is done to what, state and reason."""
    sign, style = _SIGNS[record.state]
    text = Text.assemble((f"  {sign} ", style), _deed(step))
    if record.state is not StepState.DONE:
        text.append(f"  {_WORDS[record.state]}", style=style)
    if record.message:
        text.append(f"  {safe(record.message)}", style=Style.MUTED)
    return text


def _deed(step: Step) -> str:
    if step.verb:
        return f"{step.verb}: {safe(step.name)}"
    return f"{_verb(step.action)} {safe(step.name)}"


def _verb(action: Action) -> str:
    return str(action).replace("_", " ")
