"""Looking at the guild before a call is sent a second time."""

from datetime import timedelta

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import (
    AuditEntry,
    CallForbidden,
    GuildGateway,
    Written,
)
from app.shared.application.ports.unit_of_work import UnitOfWork
from app.shared.application.runs.evidence import CLOCKS_APART, Look, effect_of
from app.shared.application.runs.kept_journal import KeptJournal
from app.shared.application.runs.patient_store import PatientStore
from app.shared.domain.language.saying import say
from app.shared.domain.planning.steps import Step
from app.shared.domain.runs.effects import Effect
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.domain.structure.structure import Structure

_SETTLED_AFTER = timedelta(seconds=5)
"""How long after a call was sent Discord may still be at it."""


class Looker:
    """Finds out from Discord what became of steps whose answer is not known."""

    def __init__(self, gateway: GuildGateway, store: PatientStore, clock: Clock) -> None:
        self._gateway = gateway
        self._store = store
        self._clock = clock

    async def observe(self, kept: KeptJournal) -> Snapshot:
        return await self._gateway.observe(kept.run.guild_id, kept.bindings.channel_ids)

    async def lists(self, kept: KeptJournal, kinds: frozenset[Kind]) -> Structure:
        return await self._gateway.lists(kept.run.guild_id, kinds)

    async def audit(self, kept: KeptJournal) -> tuple[AuditEntry, ...] | None:
        """Since the run began, newest first; None where the bot may not read the log."""
        after = (kept.run.started_at or kept.run.created_at) - CLOCKS_APART
        try:
            return await self._gateway.audit_log(kept.run.guild_id, after=after)
        except CallForbidden:
            return None

    async def settle(self, kept: KeptJournal, *steps: Step) -> None:
        """Journal each of these started steps as done if it took effect, else as to be tried again.

        Raises what reading raises: then nothing is known of any of them.
        """
        await self._let_it_settle(kept, steps)
        look = Look(
            live=await self.observe(kept),
            before=await self._before(kept),
            audit=await self.audit(kept),
        )
        # Of two things of one name, each step first takes the one that is wholly its own.
        left = list(steps)
        for strictly in (True, False):
            effects = await self._journal_effects(kept, left, look, strictly=strictly)
            left = [step for step in left if step.number in effects]
        for step in left:
            await self._send_again(kept, step, sure=effects[step.number] is Effect.NONE)

    async def _journal_effects(
        self, kept: KeptJournal, steps: list[Step], look: Look, *, strictly: bool
    ) -> dict[int, Effect]:
        """Journal what took effect; give the numbers of the other steps, each with the reason."""
        left: dict[int, Effect] = {}
        for step in steps:
            effect = effect_of(kept.run.id, step, look, kept.ids, strictly=strictly)
            if isinstance(effect, Written):
                await kept.done(step, effect)
            else:
                left[step.number] = effect
        return left

    async def _send_again(self, kept: KeptJournal, step: Step, *, sure: bool) -> None:
        why = (
            say("The answer was lost and it did not take effect, so it is tried again.")
            if sure
            else say("The answer was lost, so it is sent once more; twice does no harm.")
        )
        now = self._clock.now()
        await kept.write(kept.journal.looked_at(step.number, now, why, sure=sure))

    async def _let_it_settle(self, kept: KeptJournal, steps: tuple[Step, ...]) -> None:
        starts = [kept.journal.records[step.number].started_at for step in steps]
        last = max((start for start in starts if start is not None), default=None)
        if last is not None:
            settled = last + _SETTLED_AFTER
            await self._clock.sleep((settled - self._clock.now()).total_seconds())

    async def _before(self, kept: KeptJournal) -> Snapshot:
        async def read(uow: UnitOfWork) -> Snapshot:
            return (await uow.snapshots.get(kept.run.guild_id, kept.stored.snapshot_id))[0]

        return await self._store(read)
