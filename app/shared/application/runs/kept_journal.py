"""The journal of one run as the store has it: written first, believed afterwards."""

from dataclasses import replace
from datetime import timedelta

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import Written
from app.shared.application.ports.progress import Progress, ProgressChannel
from app.shared.application.ports.unit_of_work import StoredPlan, UnitOfWork
from app.shared.application.runs.patient_store import PatientStore
from app.shared.domain.planning.steps import Step
from app.shared.domain.runs.journal import Journal
from app.shared.domain.runs.outcome import Rebinding, rebindings, rebound
from app.shared.domain.runs.resolving import Ids
from app.shared.domain.runs.run import Run, StepRecord, StepState, Wish
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import Key


class KeptJournal:
    """Where a run stands. Only the worker that holds the guild's lock has one.

    Every method that changes something commits before it returns, then tells whoever watches.
    """

    def __init__(
        self,
        store: PatientStore,
        progress: ProgressChannel,
        clock: Clock,
        stored: StoredPlan,
        run: Run,
        records: tuple[StepRecord, ...],
        bindings: Bindings,
    ) -> None:
        self._store = store
        self._progress = progress
        self._clock = clock
        self.stored = stored
        self.plan = stored.plan
        self.run = run
        self.journal = Journal.of(stored.plan.steps, records)
        self.bindings = bindings
        self._seen_at: float | None = None
        self.begun_after_look: dict[int, timedelta] = {}
        """By step, how long after this worker had looked at the guild it made the first attempt;
        it has taken effect since, if at all."""

    @property
    def ids(self) -> Ids:
        return Ids(self.run.guild_id, self.bindings)

    @property
    def untouched(self) -> bool:
        """No step has been tried: nothing of this run can have reached Discord."""
        return all(record == StepRecord(number=n) for n, record in self.journal.records.items())

    def looked(self) -> None:
        """The guild has been seen as it is, and nothing begun since."""
        self._seen_at = self._clock.elapsed()

    async def look_at_wish(self) -> Wish:
        """What people want of the run by now."""
        run = await self._store(lambda uow: uow.runs.get(self.run.id))
        self.run = replace(self.run, wish=run.wish)
        return run.wish

    async def start(self, step: Step, losing: dict[Key, tuple[int, ...]]) -> bool:
        """Write that a call is about to be sent; False when people no longer want that.

        `losing` are the members of a role that the call deletes.
        """
        record = self.journal.start(step.number, self._clock.now())

        async def write(uow: UnitOfWork) -> Wish:
            wish = (await uow.runs.get(self.run.id)).wish
            if wish is Wish.GO_ON:
                for role, members in losing.items():
                    await uow.runs.keep_members(self.run.id, role, members)
                await uow.runs.record(self.run.id, record)
                await uow.commit()
            return wish

        wish = await self._store(write)
        self.run = replace(self.run, wish=wish)
        if wish is Wish.GO_ON:
            await self.believe(record)
            self._note_beginning(record)
        return wish is Wish.GO_ON

    def _note_beginning(self, record: StepRecord) -> None:
        """What Discord's limits refused had no effect, and is no attempt."""
        if record.attempt == 1 and self._seen_at is not None:
            seconds = self._clock.elapsed() - self._seen_at
            self.begun_after_look[record.number] = timedelta(seconds=seconds)

    async def done(self, step: Step, written: Written) -> None:
        record = self.journal.done(step.number, self._clock.now(), written.id)
        design = self.plan.blueprint.structure
        changes = rebindings(step, design, self.bindings, written.id, written.parts)
        await self.write(record, rebinding=changes)

    async def unnecessary(self, step: Step, why: str) -> None:
        await self.write(self.journal.unnecessary(step.number, self._clock.now(), why))

    async def failed(self, step: Step, why: str, code: str) -> None:
        """The step has failed, and with it all that need it."""
        now = self._clock.now()
        record = self.journal.failed(step.number, now, why, code)
        behind = self.journal.having(record).skipped_behind_failures(now)
        await self.write(record, *behind)

    async def write(self, *records: StepRecord, rebinding: tuple[Rebinding, ...] = ()) -> None:
        """Store records and the bindings that follow from them in one transaction."""
        if not records:
            return

        async def write(uow: UnitOfWork) -> None:
            for record in records:
                await uow.runs.record(self.run.id, record)
            for change in rebinding:
                if change.id is None:
                    await uow.bindings.unbind(self.run.guild_id, change.kind, change.key)
                else:
                    await uow.bindings.bind(self.run.guild_id, change.kind, change.key, change.id)
            await uow.commit()

        await self._store(write)
        self.bindings = rebound(self.bindings, rebinding)
        await self.believe(*records)

    async def tell(self) -> None:
        """Tell whoever watches where the run stands."""
        await self._progress.publish(Progress(run=self.run))

    async def believe(self, *records: StepRecord) -> None:
        """Take over records that have been committed, and tell of them."""
        self.journal = self.journal.having(*records)
        for record in records:
            await self._progress.publish(Progress(run=self.run, step=record))

    @property
    def started(self) -> tuple[Step, ...]:
        """The steps whose call may have been sent and whose answer is not known."""
        return self.journal.of_state(StepState.STARTED)
