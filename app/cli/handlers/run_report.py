"""The end of a run in words: what was done, what was not, and how that is known."""

from collections.abc import Iterator

from app.cli.terminal import say, show
from app.shared.application.rendering.deeds import deed
from app.shared.application.rendering.run_board import report_sentences
from app.shared.application.rendering.spans import Line, Span, Style, line, listed, safe
from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.planning.steps import Action
from app.shared.domain.runs.run import RunState, StepState

_TITLES = {
    RunState.QUEUED: ("waits for a worker", Style.MUTED),
    RunState.RUNNING: ("is under way", Style.CHANGE),
    RunState.PAUSED: ("is paused", Style.CHANGE),
    RunState.SUCCEEDED: ("is done", Style.CREATE),
    RunState.FAILED: ("failed", Style.REMOVE),
    RunState.CANCELLED: ("was cancelled", Style.WARNS),
}


def tell_run(shown: ShownRun, *, handed_over: bool = False) -> None:
    """`handed_over`: this process has stopped working at it."""
    if handed_over and not shown.run.state.is_final:
        show([line(f"Run {shown.run.id} stands where it is; the next worker goes on from there.")])
    else:
        show(report_lines(shown))
    say(next_words(shown), "muted")


def report_lines(shown: ShownRun) -> Iterator[Line]:
    run, report = shown.run, shown.run.report
    words, style = _TITLES[run.state]
    yield line(Span(f"Run {run.id} {words}.", style))
    if run.failure:
        yield line(f"  {safe(run.failure)}")
    for step, record in shown.steps:
        if record.state is StepState.FAILED:
            yield line(Span("  ✕ ", Style.REMOVE), deed(step))
            yield line(f"      {safe(record.message)}")
    yield from _kept_members(shown)
    if report is None:
        return
    counted, verdict = report_sentences(report)
    yield line(f"  {counted}")
    yield line(Span(f"  {verdict}", Style.CREATE if report.verified else Style.WARNS))
    yield from listed(report.differences or ())
    yield from listed(report.set_over)


def _kept_members(shown: ShownRun) -> Iterator[Line]:
    """Who lost a role that the run deleted: what Discord shows as a mention when it is pasted."""
    deleted = {step.key: step.name for step, _ in shown.steps if step.action is Action.DELETE_ROLE}
    for role, members in shown.kept_members.items():
        if members:
            yield line(f"  Had @{safe(deleted.get(role, role))} before it was deleted:")
            yield line(Span(f"    {' '.join(f'<@{member}>' for member in members)}", Style.MUTED))


def next_words(shown: ShownRun) -> str:
    """What somebody may want to do now."""
    run = shown.run
    if run.state is RunState.SUCCEEDED:
        return f"To undo it: guildwright rollback {run.id}"
    if run.state.is_final:
        return "To go on: guildwright plan, which starts from how the server is now"
    return f"To go on: guildwright resume {run.id}"
