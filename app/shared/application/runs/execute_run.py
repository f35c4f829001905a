"""Carry out an approved plan: the worker's use case."""

import asyncio
from dataclasses import dataclass
from enum import StrEnum

from app.shared.application.logging.context import log_bound
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.guild_lock import GuildLock
from app.shared.application.ports.progress import ProgressChannel
from app.shared.application.ports.unit_of_work import (
    BeginUnitOfWork,
    SchemaMismatch,
    StoreFull,
    StoreUnavailable,
    UnitOfWork,
)
from app.shared.application.runs.kept_journal import KeptJournal
from app.shared.application.runs.looking import Looker
from app.shared.application.runs.patient_store import PatientStore
from app.shared.application.runs.preflight import Preflight
from app.shared.application.runs.run_keeper import RunKeeper
from app.shared.application.runs.sending import StepSender
from app.shared.application.runs.step_loop import Ending, StepLoop
from app.shared.domain.errors import DomainError
from app.shared.domain.guilds.admission import OPEN_TO_ALL, AdmissionPolicy
from app.shared.domain.runs.run import Run, RunId, RunState, Wish

_GRACE = 6.0
"""Seconds that calls under way get to finish when the worker must go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecuteRunCommand:
    run_id: RunId


class Execution(StrEnum):
    """How far a worker came with a run."""

    ENDED = "ended"
    PAUSED = "paused"
    HANDED_OVER = "handed_over"
    """The worker had to go; the run is asked for again."""
    BUSY = "busy"
    """Another worker is at this guild: ask again in a while."""


class ExecuteRun:
    """Work through the steps of a run, from wherever its journal says it stands.

    Every call is journalled before it is sent and after it was answered, so that a worker may die
    at any moment: the next one looks at the guild before it repeats a call that creates
    something. Whatever happens, a run that ends has a report that was read from the guild.
    """

    def __init__(
        self,
        begin: BeginUnitOfWork,
        gateway: GuildGateway,
        lock: GuildLock,
        progress: ProgressChannel,
        clock: Clock,
        process: str = "",
        admission: AdmissionPolicy = OPEN_TO_ALL,
    ) -> None:
        """`process` is what the runs that it takes up are noted under."""
        self._store = PatientStore(begin, clock)
        self._lock = lock
        self._progress = progress
        self._clock = clock
        self._looker = Looker(gateway, self._store, clock)
        self._sender = StepSender(gateway, clock)
        self._preflight = Preflight(gateway, self._store, self._looker, admission, clock)
        self._keeper = RunKeeper(self._store, self._looker, clock, process)

    async def __call__(self, command: ExecuteRunCommand, stopping: asyncio.Event) -> Execution:
        """When `stopping` is set no further step is begun, and those under way get some seconds.

        Raises RunNotFound, and StoreUnavailable after minutes without the database; the run then
        stands as the journal says and can be taken up at any time.
        """
        run = await self._store(lambda uow: uow.runs.get(command.run_id))
        if run.state.is_final:
            return Execution.ENDED
        with log_bound(run_id=run.id, guild_id=str(run.guild_id)):
            return await self._in_turn(run, stopping)

    async def _in_turn(self, run: Run, stopping: asyncio.Event) -> Execution:
        async with self._lock.hold(run.guild_id) as mine:
            if not mine:
                return Execution.BUSY
            kept = await self._load(run.id)
            if kept.run.state.is_final:
                return Execution.ENDED
            if kept.run.state is RunState.PAUSED and kept.run.wish is Wish.PAUSE:
                return Execution.PAUSED
            return await self._within_grace(kept, stopping)

    async def _load(self, run_id: RunId) -> KeptJournal:
        async def load(uow: UnitOfWork) -> KeptJournal:
            run: Run = await uow.runs.get(run_id)
            return KeptJournal(
                self._store,
                self._progress,
                self._clock,
                await uow.runs.plan_of(run_id),
                run,
                await uow.runs.steps(run_id),
                await uow.bindings.of(run.guild_id),
            )

        return await self._store(load)

    async def _within_grace(self, kept: KeptJournal, stopping: asyncio.Event) -> Execution:
        """Let the work come to its end, but not for long once the worker must go."""
        work = asyncio.create_task(self._whole(kept, stopping))
        watch = asyncio.create_task(self._grace(stopping))
        try:
            await asyncio.wait({work, watch}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                return work.result()
        finally:
            work.cancel()
            watch.cancel()
            await asyncio.gather(work, watch, return_exceptions=True)
        await self._keeper.hand_over(kept)
        return Execution.HANDED_OVER

    async def _grace(self, stopping: asyncio.Event) -> None:
        await stopping.wait()
        await self._clock.sleep(_GRACE)

    async def _whole(self, kept: KeptJournal, stopping: asyncio.Event) -> Execution:
        """A fault of ours ends the run as well: the guild is not blocked by it for ever."""
        try:
            return await self._work(kept, stopping)
        except (StoreUnavailable, StoreFull, SchemaMismatch):
            raise
        except Exception:
            await self._keeper.end_broken(kept)
            raise

    async def _work(self, kept: KeptJournal, stopping: asyncio.Event) -> Execution:
        await self._keeper.begin(kept)
        stopped_by = None if kept.run.wish is Wish.CANCEL else await self._refusal(kept)
        while True:
            loop = StepLoop(kept, self._sender, self._looker, self._clock, stopping, stopped_by)
            ending = await loop()
            if ending is Ending.HANDED_OVER:
                await self._keeper.hand_over(kept)
                return Execution.HANDED_OVER
            if ending is Ending.PAUSED:
                if await self._keeper.pause(kept):
                    return Execution.PAUSED
                continue
            cancelled = ending is Ending.CANCELLED
            await self._keeper.end(kept, loop.stopped_by, cancelled=cancelled)
            return Execution.ENDED

    async def _refusal(self, kept: KeptJournal) -> DomainError | None:
        """Why nothing may be sent, if something speaks against it."""
        try:
            await self._preflight(kept)
        except (StoreUnavailable, StoreFull, SchemaMismatch):
            raise
        except DomainError as refusal:
            return refusal
        return None
