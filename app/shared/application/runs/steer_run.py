"""Pause, resume or cancel a run."""

from dataclasses import dataclass
from typing import Any

from app.shared.application.access.rights_of import RightsOf
from app.shared.application.access.running import check_may_run, person_behind
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_lock import GuildLock
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.application.runs.of_guild import run_of_guild
from app.shared.domain.access.membership import Membership
from app.shared.domain.language.saying import say
from app.shared.domain.runs.journal import Journal
from app.shared.domain.runs.lifecycle import RunEnded, cancelled_unstarted
from app.shared.domain.runs.report import report_of
from app.shared.domain.runs.run import Run, RunId, RunState, Wish
from app.shared.domain.runs.wording import run_state
from app.shared.domain.structure.identifiers import GuildId

_ACTIONS = {
    Wish.GO_ON: "run.resume_wished",
    Wish.PAUSE: "run.pause_wished",
    Wish.CANCEL: "run.cancel_wished",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SteerRunCommand:
    run_id: RunId
    guild_id: GuildId | None = None
    """The guild it must be of, where whoever asks may know of that one only."""
    wish: Wish
    """GO_ON resumes."""
    actor: str = "operator"
    origin: str = "cli"


class SteerRun:
    """Store what people want of a run and ask a worker to heed it.

    A run under way notices within about a second and stops between two steps. Only who holds the
    guild's lock changes a run's state, so a cancel takes effect here at once only for a run that
    nobody has begun.
    """

    def __init__(
        self, begin: BeginUnitOfWork, lock: GuildLock, rights_of: RightsOf, clock: Clock
    ) -> None:
        self._begin = begin
        self._lock = lock
        self._rights_of = rights_of
        self._clock = clock

    async def __call__(self, command: SteerRunCommand) -> Run:
        """Give the run as it stands then. Raises RunNotFound, RunEnded, AccessDenied."""
        member = await self._member(command)
        async with self._begin() as uow:
            run = await run_of_guild(uow, command.run_id, command.guild_id)
            if member is not None:
                await self._check_rights(uow, run, member)
            if run.state.is_final:
                state = run_state(run.state)
                raise RunEnded(say("Run {run} has ended: it is {state}.", run=run.id, state=state))
            await uow.runs.wish(run.id, command.wish)
            if command.wish is not Wish.PAUSE:
                await uow.enqueue_runs([run.id])
            await uow.trail.add(self._entry(run, command, _ACTIONS[command.wish]))
            await uow.commit()
        if command.wish is Wish.CANCEL and run.state is RunState.QUEUED:
            await self._cancel_unstarted(run, command)
        async with self._begin() as uow:
            return await uow.runs.get(run.id)

    async def _member(self, command: SteerRunCommand) -> Membership | None:
        """Whose rights count; None at the host. Raises RunNotFound, GuildNotFound."""
        person = person_behind(command.actor, command.origin)
        if person is None:
            return None
        async with self._begin() as uow:
            run = await run_of_guild(uow, command.run_id, command.guild_id)
        return await self._rights_of.membership(run.guild_id, person)

    async def _check_rights(self, uow: UnitOfWork, run: Run, member: Membership) -> None:
        stored = await uow.runs.plan_of(run.id)
        snapshot, _ = await uow.snapshots.get(run.guild_id, stored.snapshot_id)
        check_may_run(await self._rights_of.within(uow, member), stored, snapshot)

    async def _cancel_unstarted(self, run: Run, command: SteerRunCommand) -> None:
        async with self._lock.hold(run.guild_id) as mine:
            if not mine:
                return
            async with self._begin() as uow:
                run = await uow.runs.get(run.id)
                if run.state is RunState.QUEUED:
                    await self._cancel(uow, run, command)
                    await uow.commit()

    async def _cancel(self, uow: UnitOfWork, run: Run, command: SteerRunCommand) -> None:
        now = self._clock.now()
        plan = (await uow.runs.plan_of(run.id)).plan
        journal = Journal.of(plan.steps, await uow.runs.steps(run.id))
        skipped = journal.skipped_rest(now, say("Not tried: the run was cancelled."))
        for record in skipped:
            await uow.runs.record(run.id, record)
        report = report_of(journal.having(*skipped), None, None)
        after = cancelled_unstarted(run, report, now)
        await uow.runs.save(after)
        await uow.trail.add(
            self._entry(run, command, "run.ended", after={"state": after.state.value})
        )

    def _entry(
        self, run: Run, command: SteerRunCommand, action: str, after: Any = None
    ) -> TrailEntry:
        return TrailEntry(
            guild_id=run.guild_id,
            at=self._clock.now(),
            actor=command.actor,
            origin=command.origin,
            action=action,
            subject=run.id,
            before={"state": run.state.value, "wish": run.wish.value},
            after=after or {"state": run.state.value, "wish": command.wish.value},
        )
