"""Put back by itself what a guild wants put back, and say why where that cannot be."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.shared.application.drift.revert_drift import RevertDrift, RevertDriftCommand
from app.shared.application.drift.settle_records import tell_anew
from app.shared.application.drift.settling import DriftChanged
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, RunUnderWay, UnitOfWork
from app.shared.application.runs.approve_plan import ApprovePlan, ApprovePlanCommand
from app.shared.domain.access.actors import actor_of
from app.shared.domain.drift.loop_guard import MOST_REVERTS, WINDOW, LoopGuard
from app.shared.domain.drift.records import DriftRecord
from app.shared.domain.drift.settings import DriftSettings, places_of
from app.shared.domain.errors import DomainError, Unavailable
from app.shared.domain.language.saying import say
from app.shared.domain.runs.refusals import PlanEmpty, PlanStale
from app.shared.domain.runs.run import Run
from app.shared.domain.structure.identifiers import GuildId

ORIGIN = "bot"
MOST_TRIES = 5
"""So often the same is tried in a row where the server is not as it was seen."""
_MINUTES = round(WINDOW.total_seconds() / 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reverting:
    run: Run | None
    """What was set going, if anything."""
    stopped: tuple[DriftRecord, ...] = ()
    """Where the loop guard stepped in just now."""
    refused: tuple[DriftRecord, ...] = ()
    """What could not be put back, each with its `trouble`."""
    again: bool = False
    """Something stood in the way that goes away: look again in a moment."""


NOT_REVERTED = Reverting(run=None)


class AutoRevert:
    """A plan and a run like any other, in the name and with the rights of whoever chose what is
    put back: what they could not do by hand, what destroys something and what takes a second person
    is not done. Fields that were not chosen stay as they are beside those that were. A guard per
    field ends a fight with somebody who means it."""

    def __init__(
        self, begin: BeginUnitOfWork, revert: RevertDrift, approve: ApprovePlan, clock: Clock
    ) -> None:
        self._begin = begin
        self._revert = revert
        self._approve = approve
        self._clock = clock
        self._tried: dict[GuildId, tuple[frozenset[str], int]] = {}
        """Which differences were tried in vain last, and how often in a row."""

    async def __call__(self, guild_id: GuildId, records: Iterable[DriftRecord]) -> Reverting:
        """`records` as `NoticeDrift` gives them. Raises what reading Discord and the store raises:
        then it may be asked again."""
        asked = tuple(records)
        if not asked:
            return NOT_REVERTED
        async with self._begin() as uow:
            settings = await uow.drift_settings.of(guild_id)
        wanted = tuple(record for record in asked if settings.reverts(record.change))
        if not wanted or settings.revert_as is None:
            return Reverting(run=None)
        try:
            run = await self._run(guild_id, settings, wanted)
        except RunUnderWay:
            return Reverting(run=None, again=True)
        except (DriftChanged, PlanStale, PlanEmpty):
            if self._may_try_again(guild_id, wanted):
                return Reverting(run=None, again=True)
            refused = await self._give_up(guild_id, wanted, _in_vain())
            return Reverting(run=None, refused=refused)
        except Unavailable:
            raise
        except DomainError as refusal:
            why = f"{refusal.message} {refusal.remedy}".strip()
            return Reverting(run=None, refused=await self._give_up(guild_id, wanted, why))
        self._tried.pop(guild_id, None)
        return run

    def _may_try_again(self, guild_id: GuildId, wanted: tuple[DriftRecord, ...]) -> bool:
        """Not for ever: what events tell may be wrong until the whole server is read."""
        ids = frozenset(record.difference for record in wanted)
        before, times = self._tried.get(guild_id, (ids, 0))
        times = times + 1 if before == ids else 1
        self._tried[guild_id] = (ids, times)
        return times < MOST_TRIES

    async def _run(
        self, guild_id: GuildId, settings: DriftSettings, wanted: tuple[DriftRecord, ...]
    ) -> Reverting:
        actor = actor_of(settings.revert_as)
        if await self._is_run_under_way(guild_id):
            return Reverting(run=None, again=True)
        let, stopped = await self._heed_guards(guild_id, settings, wanted)
        if not let:
            return Reverting(run=None, stopped=stopped)
        plan = await self._revert(
            RevertDriftCommand(
                guild_id=guild_id,
                ids=frozenset(record.difference for record in let),
                left_alone=tuple(
                    left for record in let if (left := settings.left_of(record.change)) is not None
                ),
                requester=settings.revert_as,
                actor=actor,
                origin=ORIGIN,
            )
        )
        run = await self._approve(
            ApprovePlanCommand(guild_id=guild_id, hash=plan.plan.hash, actor=actor, origin=ORIGIN)
        )
        await self._count(guild_id, settings, let)
        return Reverting(run=run, stopped=stopped)

    async def _is_run_under_way(self, guild_id: GuildId) -> bool:
        async with self._begin() as uow:
            runs = await uow.runs.list(guild_id, limit=1)
        return bool(runs) and not runs[0].state.is_final

    async def _heed_guards(
        self, guild_id: GuildId, settings: DriftSettings, wanted: tuple[DriftRecord, ...]
    ) -> tuple[tuple[DriftRecord, ...], tuple[DriftRecord, ...]]:
        """Those that may be put back, and those where it stops from now on."""
        now = self._clock.now()
        let, stopped = [], []
        async with self._begin() as uow:
            there = await _still_open(uow, guild_id, wanted)
            known = {guard.place: guard for guard in await uow.loop_guards.of(guild_id)}
            for record in there:
                places = places_of(settings.reverted_of(record.change))
                guards = [known.get(place) or LoopGuard(place=place) for place in places]
                heeded = [guard.before_revert(now) for guard in guards]
                at_end = [guard for guard in heeded if guard.is_stopped]
                if at_end:
                    await uow.loop_guards.save(guild_id, at_end)
                    stopped.append(replace(record, trouble=_stopped()))
                else:
                    let.append(record)
            await self._keep(uow, guild_id, stopped, "drift.revert_stopped", _stopped())
            await uow.commit()
        return tuple(let), tuple(stopped)

    async def _count(
        self, guild_id: GuildId, settings: DriftSettings, let: tuple[DriftRecord, ...]
    ) -> None:
        """Only once there is a run: what was refused, or waits, has put nothing back."""
        now = self._clock.now()
        async with self._begin() as uow:
            await uow.drift_records.hold(guild_id)
            known = {guard.place: guard for guard in await uow.loop_guards.of(guild_id)}
            reverted = [settings.reverted_of(record.change) for record in let]
            places = [place for change in reverted for place in places_of(change)]
            guards = [known.get(place) or LoopGuard(place=place) for place in places]
            await uow.loop_guards.save(guild_id, [guard.before_revert(now) for guard in guards])
            await uow.commit()

    async def _give_up(
        self, guild_id: GuildId, wanted: tuple[DriftRecord, ...], why: str
    ) -> tuple[DriftRecord, ...]:
        async with self._begin() as uow:
            there = await _still_open(uow, guild_id, wanted)
            refused = [replace(record, trouble=why) for record in there]
            await self._keep(uow, guild_id, refused, "drift.not_reverted", why)
            await uow.commit()
        return tuple(refused)

    async def _keep(
        self,
        uow: UnitOfWork,
        guild_id: GuildId,
        records: list[DriftRecord],
        action: str,
        why: str,
    ) -> None:
        if not records:
            return
        now = self._clock.now()
        for record in records:
            await uow.drift_records.save(record)
        await tell_anew(uow, guild_id, now)
        await uow.trail.add(
            TrailEntry(
                guild_id=guild_id,
                at=now,
                actor="worker",
                origin=ORIGIN,
                action=action,
                details={"sentences": [record.sentence for record in records], "why": why},
            )
        )


async def _still_open(
    uow: UnitOfWork, guild_id: GuildId, wanted: tuple[DriftRecord, ...]
) -> tuple[DriftRecord, ...]:
    """As they are kept now. Nobody else changes them until the unit of work ends."""
    await uow.drift_records.hold(guild_id)
    meant = {record.difference for record in wanted}
    return tuple(
        record
        for record in await uow.drift_records.lasting(guild_id)
        if record.is_open and not record.trouble and record.difference in meant
    )


def _in_vain() -> str:
    return say(
        "It was to be put back {number} times, and each time the server was not as it had been "
        "seen a moment before. It is left as it is until it changes again or a person settles it.",
        number=MOST_TRIES,
    )


def _stopped() -> str:
    return say(
        "It was put back {number} times in {minutes} minutes and changed again each time, so "
        "somebody means it. It is left as it is until a person adopts it or lets putting back go "
        "on.",
        number=MOST_REVERTS,
        minutes=_MINUTES,
    )
