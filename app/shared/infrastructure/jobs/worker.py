"""Carries out the runs that are asked for, for as long as the process lives."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import asyncpg
from pgqueuer import AsyncpgPoolDriver, Job, Queries, QueueManager, RetryRequested
from pgqueuer.errors import PgqException

from app.shared.application.logging.context import log_bound
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, RunNotFound
from app.shared.application.runs.execute_run import ExecuteRunCommand, Execution
from app.shared.domain.errors import DomainError
from app.shared.domain.runs.run import RunId
from app.shared.infrastructure.dead_lines import SAID_TO_POSTGRES, notice
from app.shared.infrastructure.dsn import dsn_of
from app.shared.infrastructure.jobs.queue import ENTRYPOINT
from app.shared.infrastructure.telemetry.tracing import NO_TRACING, Tracing

log = logging.getLogger(__name__)

_POLL = timedelta(seconds=1)
"""A job that was given back wakes nobody, so everybody looks this often (pgqueuer 1.6)."""
_SILENCE = timedelta(seconds=5)
"""A worker that gives no sign of life for this long is taken for dead and its runs are taken up."""
_SWEEP = 5.0
"""Seconds between looks for runs that nobody is asked to carry out."""
_RECONNECT = 1.0
_BATCH = 10
"""Jobs taken at once, at most: the queue wants room for twice as many."""

Execute = Callable[[ExecuteRunCommand, asyncio.Event], Awaitable[Execution]]


class RunWorker:
    """Takes jobs of the queue; each is one run, and different guilds go on side by side.

    The journal is the truth: a job that is lost, doubled or taken by a worker that dies changes
    only when a run is worked at. While the database is away it waits and tries again.
    """

    def __init__(
        self,
        database_url: str,
        begin: BeginUnitOfWork,
        execute: Execute,
        *,
        runs_at_once: int = 20,
        tracing: Tracing = NO_TRACING,
    ) -> None:
        self._dsn = dsn_of(database_url)
        self._begin = begin
        self._execute = execute
        self._tracing = tracing
        self._runs_at_once = max(runs_at_once, 2)
        self._batch = min(_BATCH, self._runs_at_once // 2)

    async def __call__(self, stopping: asyncio.Event) -> None:
        """Work until `stopping` is set; runs under way are then handed over."""
        while not stopping.is_set():
            try:
                await self._serve(stopping)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, PgqException) as error:
                log.warning("the queue does not answer: %s", type(error).__name__)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stopping.wait(), _RECONNECT)

    async def _serve(self, stopping: asyncio.Event) -> None:
        async with self._queue() as queries:
            manager = QueueManager(queries)
            manager.entrypoint(ENTRYPOINT, accepts_context=False, on_failure="hold")(
                self._job(stopping)
            )
            beside = [
                asyncio.create_task(self._sweep()),
                asyncio.create_task(self._stop(manager, stopping)),
            ]
            try:
                await manager.run(
                    dequeue_timeout=_POLL,
                    batch_size=self._batch,
                    max_concurrent_tasks=self._runs_at_once,
                    heartbeat_timeout=_SILENCE,
                    shutdown_on_listener_failure=True,
                )
            finally:
                for task in beside:
                    task.cancel()
                await asyncio.gather(*beside, return_exceptions=True)

    @asynccontextmanager
    async def _queue(self) -> AsyncIterator[Queries]:
        # By this name it is told that somebody works, whatever process it is in.
        named = {"application_name": "guildwright worker"}
        async with asyncpg.create_pool(
            self._dsn,
            min_size=1,
            max_size=5,
            timeout=10,
            server_settings=named,
            init=_notice_dead_line,
            reset=_reset,
        ) as pool:
            yield Queries(AsyncpgPoolDriver(pool))

    async def _stop(self, manager: QueueManager, stopping: asyncio.Event) -> None:
        await stopping.wait()
        manager.shutdown.set()

    def _job(self, stopping: asyncio.Event) -> Callable[[Job], Awaitable[None]]:
        async def work(job: Job) -> None:
            run_id = RunId((job.payload or b"").decode())
            with (
                self._tracing.span("run", {"guildwright.run_id": run_id}) as span,
                log_bound(run_id=run_id, trace_id=span.trace_id()),
            ):
                await self._work_at(run_id, job, stopping)

        return work

    async def _work_at(self, run_id: RunId, job: Job, stopping: asyncio.Event) -> None:
        try:
            execution = await self._execute(ExecuteRunCommand(run_id=run_id), stopping)
        except RunNotFound:
            log.warning("run %s was asked for and does not exist", run_id)
            return
        except DomainError as error:
            log.warning("run %s stands still: %s", run_id, error.code)
            raise RetryRequested(_later(job)) from error
        except Exception as error:
            log.exception("run %s stands still", run_id)
            raise RetryRequested(_later(job)) from error
        if execution is Execution.HANDED_OVER:
            raise RetryRequested(timedelta(0))
        if execution is Execution.BUSY:
            raise RetryRequested(_POLL)

    async def _sweep(self) -> None:
        """Ask for every unfinished run that nobody is asked for."""
        while True:
            with suppress(DomainError):
                async with self._begin() as uow:
                    if forgotten := await uow.runs.forgotten():
                        await uow.enqueue_runs(forgotten)
                        await uow.commit()
            await asyncio.sleep(_SWEEP)


async def _notice_dead_line(connection: asyncpg.Connection) -> None:
    # Whoever listens sends nothing, and would never hear of it; nor would the server, for which
    # somebody would be connected whom a restore has to wait for.
    notice(connection)
    await _say(connection)


async def _reset(connection: asyncpg.Connection) -> None:
    """Given back, a connection forgets all that it was told."""
    await connection.execute(connection.get_reset_query())
    await _say(connection)


async def _say(connection: asyncpg.Connection) -> None:
    # Unknown before PostgreSQL 12, and not to be had on every system.
    with suppress(asyncpg.PostgresError):
        await connection.execute(SAID_TO_POSTGRES)


def _later(job: Job) -> timedelta:
    """Longer with every attempt, up to a minute."""
    return timedelta(seconds=min(60, 2 ** min(job.attempts, 6)))
