"""Pauses, cancels and resumes runs."""

import asyncio

from app.cli.handlers.connections import connected
from app.cli.handlers.run_report import tell_run
from app.cli.handlers.watching import Watched, carry_out
from app.cli.terminal import say, show_json
from app.shared.application.rendering.run_json import bare_run_json, run_json
from app.shared.application.runs.steer_run import SteerRunCommand
from app.shared.domain.runs.run import Run, RunId, RunState, Wish


def pause_run(run_id: str, *, json: bool) -> int:
    run = asyncio.run(_wish(RunId(run_id), Wish.PAUSE))
    rests = run.state is not RunState.RUNNING
    return _told(
        run,
        f"Run {run.id} is paused. To go on: guildwright resume {run.id}"
        if rests
        else f"Run {run.id} pauses after the step that is under way.",
        json=json,
    )


def cancel_run(run_id: str, *, json: bool) -> int:
    run = asyncio.run(_wish(RunId(run_id), Wish.CANCEL))
    return _told(
        run,
        f"Run {run.id} was cancelled before it began."
        if run.state is RunState.CANCELLED
        else f"Run {run.id} ends after the step that is under way.",
        json=json,
    )


def resume_run(run_id: str, *, detach: bool, json: bool) -> int:
    if detach:
        run = asyncio.run(_wish(RunId(run_id), Wish.GO_ON))
        return _told(run, f"Run {run.id} goes on as soon as a worker takes it up.", json=json)
    watched = asyncio.run(_go_on(RunId(run_id), quiet=json))
    if json:
        show_json(run_json(watched.shown))
    else:
        tell_run(watched.shown, handed_over=watched.handed_over)
    return watched.exit_code


def _told(run: Run, sentence: str, *, json: bool) -> int:
    if json:
        show_json(bare_run_json(run))
    else:
        say(sentence)
    return 0


async def _wish(run_id: RunId, wish: Wish) -> Run:
    async with connected("steer") as container:
        return await container.steer_run()(SteerRunCommand(run_id=run_id, wish=wish))


async def _go_on(run_id: RunId, *, quiet: bool) -> Watched:
    async with connected("resume") as container:
        await container.steer_run()(SteerRunCommand(run_id=run_id, wish=Wish.GO_ON))
        return await carry_out(container, run_id, quiet=quiet)
