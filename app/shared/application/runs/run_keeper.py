"""After the last call: read back, compare, and store what is true."""

from dataclasses import replace
from typing import Any, ClassVar

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import (
    DiscordUnavailable,
    GuildNotFound,
    LimitReached,
    TokenRefused,
)
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import SnapshotId, UnitOfWork
from app.shared.application.runs.kept_journal import KeptJournal
from app.shared.application.runs.looking import Looker
from app.shared.application.runs.meanwhile import AuditLog, changed_under_way, updates_done
from app.shared.application.runs.patient_reads import patiently
from app.shared.application.runs.patient_store import PatientStore
from app.shared.application.runs.wording import sentence
from app.shared.domain.drift.sentences import left_to_do
from app.shared.domain.errors import DomainError
from app.shared.domain.language.saying import say
from app.shared.domain.planning.changes import Change
from app.shared.domain.planning.comparing import compare
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.runs.journal import OUTCOME_UNKNOWN, UNKNOWN, Journal
from app.shared.domain.runs.lifecycle import begun, ended, paused
from app.shared.domain.runs.report import report_of
from app.shared.domain.runs.run import Report, Run, RunState, StepRecord, Wish
from app.shared.domain.structure.snapshot import Snapshot

_UNREADABLE = (DiscordUnavailable, LimitReached, TokenRefused, GuildNotFound)


class InternalFault(DomainError):
    """The program met something it was not written for."""

    code: ClassVar[str] = "internal_fault"


class RunKeeper:
    """Moves a run from state to state, each with its trail row in the same transaction."""

    def __init__(
        self, store: PatientStore, looker: Looker, clock: Clock, process: str = ""
    ) -> None:
        self._process = process
        self._store = store
        self._looker = looker
        self._clock = clock

    async def begin(self, kept: KeptJournal) -> None:
        before, after = kept.run, begun(kept.run, self._clock.now(), self._process)
        if before.started_at is None:
            action = "run.started"
        else:
            action = "run.resumed" if before.state is RunState.PAUSED else "run.taken_up"
        await self._keep(kept, after, action)

    async def pause(self, kept: KeptJournal) -> bool:
        """False when people have changed their minds."""
        if await kept.look_at_wish() is not Wish.PAUSE:
            return False
        await self._keep(kept, paused(kept.run), "run.paused")
        return True

    async def hand_over(self, kept: KeptJournal) -> None:
        """Ask for another worker."""

        async def enqueue(uow: UnitOfWork) -> None:
            await uow.enqueue_runs([kept.run.id])
            await uow.trail.add(self._entry(kept.run, kept.run, "run.handed_over"))
            await uow.commit()

        await self._store(enqueue)

    async def end(
        self, kept: KeptJournal, stopped_by: DomainError | None, *, cancelled: bool
    ) -> None:
        """Skip what was not tried, read the guild back, and store the report: all or nothing, so
        that a worker that dies on the way leaves the next one the same decision."""
        if stopped_by is not None:
            why = say("Not tried. {why}", why=stopped_by.message)
        elif cancelled:
            why = say("Not tried: the run was cancelled.")
        else:
            why = say("Not tried: what it needs was never done.")
        skipped = kept.journal.skipped_rest(self._clock.now(), why)
        journal = kept.journal.having(*skipped)
        live = await self._read_back(kept)
        if live is None:
            report = report_of(journal, None, None)
        else:
            left = self._left_to_do(kept, live)
            report = report_of(
                journal,
                left_to_do(left),
                live.taken_at,
                await self._keep_snapshot(kept, live),
                await self._set_over(kept, journal, left, live),
            )
        await self._end(kept, skipped, report, stopped_by, cancelled=cancelled)

    async def end_broken(self, kept: KeptJournal) -> None:
        """End after a fault of ours, trusting nothing but the journal."""
        fault = InternalFault(
            say("The run was stopped by a fault in Guildwright. Its log says more."),
            remedy=say("Make a new plan to see what is left to do."),
        )
        for step in kept.started:
            await kept.failed(step, say(UNKNOWN), OUTCOME_UNKNOWN)
        skipped = kept.journal.skipped_rest(
            self._clock.now(), say("Not tried. {why}", why=fault.message)
        )
        report = report_of(kept.journal.having(*skipped), None, None)
        await self._end(kept, skipped, report, fault)

    async def _end(
        self,
        kept: KeptJournal,
        skipped: tuple[StepRecord, ...],
        report: Report,
        stopped_by: DomainError | None,
        *,
        cancelled: bool = False,
    ) -> None:
        failure = None if stopped_by is None else (stopped_by.code, sentence(stopped_by))
        journal = kept.journal.having(*skipped)
        now = self._clock.now()
        run = ended(kept.run, journal, report, now, failure, cancelled=cancelled)
        await self._keep(kept, run, "run.ended", *skipped, report=_summary(report))
        await kept.believe(*skipped)

    async def _read_back(self, kept: KeptJournal) -> Snapshot | None:
        try:
            return await patiently(self._clock, lambda: self._looker.observe(kept))
        except _UNREADABLE:
            return None

    async def _keep_snapshot(self, kept: KeptJournal, live: Snapshot) -> SnapshotId:
        """Before the report that names it; one that no report names does no harm."""

        async def keep(uow: UnitOfWork) -> SnapshotId:
            snapshot_id = await uow.snapshots.add(live, kept.bindings)
            await uow.commit()
            return snapshot_id

        return await self._store(keep)

    def _left_to_do(self, kept: KeptJournal, live: Snapshot) -> tuple[Change, ...]:
        """What planning the same design again would still change."""
        again = compare(
            PlanRequest(
                blueprint=kept.plan.blueprint,
                blueprint_version=kept.plan.blueprint_version,
                snapshot=live,
                bindings=kept.bindings,
                requester=None,
                now=self._clock.now(),
                adopt=False,
            )
        )
        return again.changes

    async def _set_over(
        self, kept: KeptJournal, journal: Journal, left: tuple[Change, ...], live: Snapshot
    ) -> tuple[str, ...]:
        """Nothing where the audit log cannot be read: it may tell less than was, and never more."""
        updates = updates_done(journal, kept.plan.changes, left)
        if not updates:
            return ()
        try:
            audit = await patiently(self._clock, lambda: self._looker.audit(kept))
        except _UNREADABLE:
            return ()
        log = AuditLog(audit or (), live.bot.user_id)
        return changed_under_way(
            kept.run, journal, updates, log, kept.bindings, kept.begun_after_look
        )

    async def _keep(
        self, kept: KeptJournal, run: Run, action: str, *records: StepRecord, **details: Any
    ) -> None:
        before = replace(kept.run, wish=run.wish)
        entry = self._entry(before, run, action, **details)

        async def keep(uow: UnitOfWork) -> None:
            stored = replace(await uow.runs.get(run.id), wish=run.wish)
            if stored == run != before:
                # The commit whose answer was lost had happened.
                return
            for record in records:
                await uow.runs.record(run.id, record)
            await uow.runs.save(run)
            await uow.trail.add(entry)
            await uow.commit()

        await self._store(keep)
        kept.run = run
        await kept.tell()

    def _entry(self, before: Run, after: Run, action: str, **details: Any) -> TrailEntry:
        return TrailEntry(
            guild_id=after.guild_id,
            at=self._clock.now(),
            actor="worker",
            origin="worker",
            action=action,
            subject=after.id,
            before={"state": before.state.value},
            after={"state": after.state.value},
            details={"plan": after.plan_hash, "requested_by": after.requested_by, **details},
        )


def _summary(report: Report) -> dict[str, Any]:
    return {
        "done": report.done,
        "unnecessary": report.unnecessary,
        "skipped": report.skipped,
        "failed": report.failed,
        "writes": report.writes,
        "verified": report.verified,
    }
