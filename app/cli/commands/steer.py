"""guildwright pause | resume | cancel"""

import asyncio

from app.cli import options
from app.cli.applying import carry_out
from app.cli.commands.apply import Detach
from app.cli.connections import connected
from app.cli.run_report import next_words, report_lines
from app.cli.terminal import say, show
from app.shared.application.runs.show_run import ShownRun
from app.shared.application.runs.steer_run import SteerRunCommand
from app.shared.domain.runs.run import Run, RunId, RunState, Wish


def pause(run: options.RunArgument) -> int:
    """Stop a run between two steps; it can be resumed."""
    asyncio.run(_wish(RunId(run), Wish.PAUSE))
    say(f"Run {run} pauses after the step that is under way.")
    return 0


def cancel(run: options.RunArgument) -> int:
    """End a run between two steps. What is done stays done; `rollback` undoes it."""
    found = asyncio.run(_wish(RunId(run), Wish.CANCEL))
    say(
        f"Run {run} was cancelled before it began."
        if found.state is RunState.CANCELLED
        else f"Run {run} ends after the step that is under way."
    )
    return 0


def resume(run: options.RunArgument, detach: Detach = False) -> int:
    """Go on with a run that was paused or whose worker went away."""
    if detach:
        asyncio.run(_wish(RunId(run), Wish.GO_ON))
        say(f"Run {run} goes on.")
        return 0
    shown = asyncio.run(_go_on(RunId(run)))
    show(report_lines(shown))
    say(next_words(shown), "dim")
    return 0 if shown.run.state is RunState.SUCCEEDED else 1


async def _wish(run_id: RunId, wish: Wish) -> Run:
    async with connected("steer") as container:
        return await container.steer_run()(SteerRunCommand(run_id=run_id, wish=wish))


async def _go_on(run_id: RunId) -> ShownRun:
    async with connected("resume") as container:
        await container.steer_run()(SteerRunCommand(run_id=run_id, wish=Wish.GO_ON))
        return await carry_out(container, run_id)
