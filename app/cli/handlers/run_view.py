"""A run as it goes on: what is under way, what waits for which limit and until when, a bar."""

from datetime import UTC, datetime
from typing import Self

from rich.console import Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from app.cli.terminal import err
from app.shared.application.rendering.deeds import deed
from app.shared.application.rendering.run_board import SIGNS, seconds_left
from app.shared.application.rendering.spans import Style, safe
from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.planning.steps import Step
from app.shared.domain.runs.run import StepRecord, StepState

_STYLES: dict[StepState, str] = {
    StepState.WAITING: Style.MUTED,
    StepState.STARTED: "accent",
    StepState.DONE: Style.CREATE,
    StepState.UNNECESSARY: Style.MUTED,
    StepState.SKIPPED: Style.MUTED,
    StepState.FAILED: Style.REMOVE,
}
_WORDS = {
    StepState.WAITING: "waits",
    StepState.STARTED: "going",
    StepState.DONE: "",
    StepState.UNNECESSARY: "was so already",
    StepState.SKIPPED: "skipped",
    StepState.FAILED: "failed",
}
_SHOWN = 10


class RunView:
    """At a terminal it redraws in place, and each step that ends stays as one line above.

    Elsewhere each step is one line when it ends, and one whenever it begins to wait for a limit.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._live = Live(console=err, refresh_per_second=8, transient=True)
        self._told: set[tuple[int, datetime | None]] = set()
        self._at_terminal = err.is_terminal and not quiet

    async def __aenter__(self) -> Self:
        if self._at_terminal:
            self._live.start()
        return self

    async def __aexit__(self, *_error: object) -> None:
        if self._at_terminal:
            self._live.update(Text(""))
            self._live.stop()

    def update(self, shown: ShownRun) -> None:
        if self._quiet:
            return
        for step, record in shown.steps:
            if record.state.is_final:
                self._tell_once(step, record, None)
            elif not self._at_terminal and record.not_before is not None:
                self._tell_once(step, record, record.not_before)
        if self._at_terminal:
            self._live.update(_picture(shown, datetime.now(UTC)))

    def _tell_once(self, step: Step, record: StepRecord, moment: datetime | None) -> None:
        if (step.number, moment) not in self._told:
            self._told.add((step.number, moment))
            err.print(step_text(step, record))


def _picture(shown: ShownRun, now: datetime) -> RenderableType:
    open_steps = [pair for pair in shown.steps if not pair[1].state.is_final]
    notable = [pair for pair in open_steps if _is_notable(pair[1])][:_SHOWN]
    lines: list[RenderableType] = []
    for step, record in notable:
        text = step_text(step, record, now)
        text.no_wrap, text.overflow = True, "ellipsis"
        lines.append(text)
    if rest := len(open_steps) - len(notable):
        lines.append(Text(f"  · {rest} more to come", style=Style.MUTED))
    return Group(*lines, _bar(shown, now))


def _is_notable(record: StepRecord) -> bool:
    return record.state is StepState.STARTED or record.not_before is not None


def _bar(shown: ShownRun, now: datetime) -> RenderableType:
    done = sum(record.state.is_final for _, record in shown.steps)
    table = Table.grid(padding=(0, 1))
    bar = ProgressBar(
        total=max(1, len(shown.steps)),
        completed=done,
        width=32,
        style=Style.MUTED,
        complete_style="accent",
        finished_style=Style.CREATE,
    )
    words = f"{done} of {len(shown.steps)} calls{_left(shown, now)}"
    table.add_row(Text(" "), bar, Text(words))
    return table


def _left(shown: ShownRun, now: datetime) -> str:
    open_records = [record for _, record in shown.steps if not record.state.is_final]
    if not open_records:
        return " · reading back"
    if shown.run.started_at is None:
        return " · waits for a worker"
    return f" · about {_span(seconds_left(shown, now))} left"


def step_text(step: Step, record: StepRecord, now: datetime | None = None) -> Text:
    """One line: sign, what is done to what, state and reason."""
    sign, style = SIGNS[record.state], _STYLES[record.state]
    waits = record.not_before is not None and bool(record.message)
    if waits:
        # The sentence names the thing and what it waits for.
        text = Text.assemble((f"  {sign} ", style), safe(record.message))
    else:
        text = Text.assemble((f"  {sign} ", style), deed(step))
        for words, look in ((_WORDS[record.state], style), (safe(record.message), Style.MUTED)):
            text.append(f"  {words}" if words else "", style=look)
    if now is not None and record.not_before is not None and record.not_before > now:
        left = _span((record.not_before - now).total_seconds())
        text.append(f"  in {left}", style=Style.MUTED)
    return text


def _span(seconds: float) -> str:
    whole = max(1, round(seconds))
    return f"{whole} s" if whole < 100 else f"{round(whole / 60)} min"
