"""Approves a plan and watches its run to the end, working at it in this very process."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.cli.run_view import RunView
from app.cli.terminal import confirm, say
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.runs.approve_plan import ApprovePlanCommand
from app.shared.application.runs.show_run import ShownRun, ShowRunCommand
from app.shared.domain.errors import Unavailable
from app.shared.domain.planning.plan import Plan
from app.shared.domain.runs.run import Run, RunId, RunState
from app.shared.infrastructure.container import Container

_LOOK = 0.5
"""Seconds between looks at the journal while nothing is heard live."""


def agreed(plan: Plan, *, yes: bool, delete: list[str]) -> frozenset[str] | None:
    """Ask whether the plan shall run; the ids of the destructive changes agreed to, or None.

    What destroys is asked for one by one. With `yes` only what `delete` names is agreed to.
    """
    doomed = plan.destructive
    named = frozenset(delete)
    if yes:
        return frozenset(change.id for change in doomed if change.id in named or "all" in named)
    confirmed = set()
    for change in doomed:
        question = f"Delete {change.subject} {change.name}? {change.loses}"
        if change.id not in named and "all" not in named and not confirm(question, yes=False):
            return None
        confirmed.add(change.id)
    return frozenset(confirmed) if confirm(_question(plan), yes=False) else None


def _question(plan: Plan) -> str:
    calls = "1 call" if plan.cost.writes == 1 else f"{plan.cost.writes} calls"
    return f"Apply this plan to {plan.guild_name} with {calls}?"


async def approve(
    container: Container, stored: StoredPlan, actor: str, confirmed: frozenset[str]
) -> Run:
    return await container.approve_plan()(
        ApprovePlanCommand(
            guild_id=stored.plan.guild_id,
            hash=stored.plan.hash,
            actor=actor,
            confirmed=confirmed,
        )
    )


async def carry_out(container: Container, run_id: RunId, *, quiet: bool = False) -> ShownRun:
    """Work and watch until the run ends or is paused. Ctrl-C hands it over to the next worker."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, stopping.set)
    loop.add_signal_handler(signal.SIGTERM, stopping.set)
    worker = asyncio.create_task(container.worker()(stopping))
    try:
        async with RunView(quiet=quiet) as view:
            shown = await _until_it_rests(container, run_id, view, stopping)
    finally:
        stopping.set()
        await worker
        loop.remove_signal_handler(signal.SIGINT)
        loop.remove_signal_handler(signal.SIGTERM)
    return shown if shown.run.state.is_final else await _show(container, run_id)


async def _until_it_rests(
    container: Container, run_id: RunId, view: RunView, stopping: asyncio.Event
) -> ShownRun:
    async with _news(container, run_id) as news:
        while True:
            shown = await _show(container, run_id)
            view.update(shown)
            resting = shown.run.state.is_final or shown.run.state is RunState.PAUSED
            if resting or stopping.is_set():
                return shown
            waiting = [asyncio.create_task(news.wait()), asyncio.create_task(stopping.wait())]
            await asyncio.wait(waiting, timeout=_LOOK, return_when=asyncio.FIRST_COMPLETED)
            for task in waiting:
                task.cancel()
            news.clear()


@asynccontextmanager
async def _news(container: Container, run_id: RunId) -> AsyncIterator[asyncio.Event]:
    """Set whenever something of the run is told live; without Redis only the looks remain."""
    heard = asyncio.Event()

    async def listen() -> None:
        try:
            async with container.progress().watch(run_id) as progress:
                async for _ in progress:
                    heard.set()
        except Unavailable:
            say("Live progress is not to be had; the journal is looked at instead.", "dim")

    listening = asyncio.create_task(listen())
    try:
        yield heard
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)


async def _show(container: Container, run_id: RunId) -> ShownRun:
    return await container.show_run()(ShowRunCommand(run_id=run_id))
