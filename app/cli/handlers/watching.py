"""Works at a run in this very process, and shows it until it ends or rests."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from app.cli.handlers.run_view import RunView
from app.cli.terminal import say
from app.shared.application.runs.show_run import ShownRun, ShowRunCommand
from app.shared.domain.errors import Unavailable
from app.shared.domain.runs.run import RunId, RunState
from app.shared.infrastructure.container import Container

_LOOK = 0.5
"""Seconds between looks at the journal while nothing is heard live."""
_GOODBYE = 30.0
"""Seconds that the work gets to come to a place where others can go on."""
_INTERRUPTED = 128


@dataclass(frozen=True, slots=True)
class Watched:
    """A run as it was seen last, and what the process should say of it to its parent."""

    shown: ShownRun
    exit_code: int

    @property
    def handed_over(self) -> bool:
        return self.exit_code > _INTERRUPTED


async def carry_out(container: Container, run_id: RunId, *, quiet: bool = False) -> Watched:
    """Until the run ends or is paused. Ctrl-C and SIGTERM hand it over to the next worker."""
    stopping = asyncio.Event()
    got: list[int] = []

    def stop(number: int) -> None:
        if not got and not quiet:
            say("Stopping. The call that is under way comes to its end first.", "muted")
        got.append(number)
        stopping.set()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop, number)
    work = asyncio.create_task(container.worker()(stopping))
    try:
        async with RunView(quiet=quiet) as view:
            shown = await _until_it_rests(container, run_id, view, stopping, work)
            stopping.set()
            await _ended(work)
            # What came to its end while stopping is told too.
            shown = shown if shown.run.state.is_final else await _show(container, run_id)
            view.update(shown)
    finally:
        stopping.set()
        await _ended(work)
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
    return Watched(shown, _exit_code(shown, got))


def _exit_code(shown: ShownRun, got: list[int]) -> int:
    if shown.run.state is RunState.SUCCEEDED:
        return 0
    return _INTERRUPTED + got[0] if got and not shown.run.state.is_final else 1


async def _until_it_rests(
    container: Container,
    run_id: RunId,
    view: RunView,
    stopping: asyncio.Event,
    work: asyncio.Task[None],
) -> ShownRun:
    async with _news(container, run_id) as news:
        shown = await _show(container, run_id)
        while True:
            view.update(shown)
            resting = shown.run.state.is_final or shown.run.state is RunState.PAUSED
            if resting or stopping.is_set() or work.done():
                return shown
            await _wait(news, stopping, work)
            news.clear()
            shown = await _look(container, run_id, shown)


async def _wait(news: asyncio.Event, stopping: asyncio.Event, work: asyncio.Task[None]) -> None:
    waiting = [asyncio.create_task(news.wait()), asyncio.create_task(stopping.wait())]
    await asyncio.wait([*waiting, work], timeout=_LOOK, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


async def _look(container: Container, run_id: RunId, last: ShownRun) -> ShownRun:
    """The run as it stands; as it was, while the database is away: the work waits for it too."""
    try:
        return await _show(container, run_id)
    except Unavailable:
        return last


async def _show(container: Container, run_id: RunId) -> ShownRun:
    return await container.show_run()(ShowRunCommand(run_id=run_id))


async def _ended(work: asyncio.Task[None]) -> None:
    """Raises what the work raised."""
    done, _ = await asyncio.wait([work], timeout=_GOODBYE)
    if not done:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
    elif not work.cancelled():
        work.result()


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
            say("Redis does not answer: progress is read from the journal instead.", "muted")

    listening = asyncio.create_task(listen())
    try:
        yield heard
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
