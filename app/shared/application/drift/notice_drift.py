"""Look at a guild and write down what of its drift is new, has changed, or is settled."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from app.shared.application.drift.attribution import Attribution, attributed
from app.shared.application.drift.compare_live import Drifted, drifted, note_found
from app.shared.application.drift.endings import Endings
from app.shared.application.drift.found_by_hand import FoundByHand, found_by_hand
from app.shared.application.drift.hidden import is_hidden
from app.shared.application.drift.last_design import NothingApplied
from app.shared.application.drift.left_by_runs import KeptBaselines, LeftByRuns, mark_of
from app.shared.application.drift.signing import Signing
from app.shared.application.drift.telling_of import tell_of
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import AuditEntry, CallForbidden, GuildGateway
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, TrailEntry, UnitOfWork
from app.shared.domain.drift.following import NO_NEWS, Followed, Look, Seen, follow, without_ignored
from app.shared.domain.drift.records import DriftRecord, DriftState, FoundBy
from app.shared.domain.drift.sentences import left_to_do
from app.shared.domain.drift.settings import DriftSettings
from app.shared.domain.runs.run import RunState
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.snapshot import Snapshot

_SETTLING = timedelta(seconds=15)
"""For so long after a run what events tell may lag behind how the run left the guild."""


type ShowLive = Callable[[frozenset[int]], Snapshot]
"""Gives a snapshot for who expects these channels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDriftCommand:
    guild_id: GuildId
    live: ShowLive | None = None
    """As events tell it; it is read from Discord without, and shortly after a run."""
    heard: tuple[AuditEntry, ...] = ()
    """Entries of Discord's audit log that events told of, newest first."""
    ask_audit_log: bool = False
    """Whether Discord is asked who did what nobody was heard to do, and what people are called."""
    found_by: FoundBy = FoundBy.EVENT


class Outcome(StrEnum):
    LOOKED = "looked"
    NOT_WATCHED = "not_watched"
    """Nothing has been applied here yet, so there is nothing to drift from."""
    LATER = "later"
    """A run is under way, or one came or went meanwhile: look again in a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    outcome: Outcome
    followed: Followed = NO_NEWS
    unsigned: bool = False
    """Of something open it is not known yet who did it, or what they are called."""
    to_revert: tuple[DriftRecord, ...] = ()
    """What the guild wants put back by itself, and nothing has kept it from yet."""


_LATER = Noticed(outcome=Outcome.LATER)


class NoticeDrift:
    """Records, trail and what is to be told in Discord are one transaction; looking twice is once.

    What a run of ours does is never drift: while one is under way nothing is looked at, and what is
    written down was seen between two runs.
    """

    def __init__(self, begin: BeginUnitOfWork, gateway: GuildGateway, clock: Clock) -> None:
        self._begin = begin
        self._gateway = gateway
        self._clock = clock
        self._baselines = KeptBaselines(begin)
        self._signing = Signing(begin, gateway)

    async def __call__(self, command: NoticeDriftCommand) -> Noticed:
        """Raises what reading Discord and the store raises; then nothing was written."""
        try:
            left = await self._baselines.of(command.guild_id)
        except NothingApplied:
            return Noticed(outcome=Outcome.NOT_WATCHED)
        if left.mark.run is not None and left.mark.run[1] is RunState.RUNNING:
            return _LATER
        live = await self._live(command, left)
        found = await found_by_hand(self._begin, left, live)
        differences = await self._signed(command, found, live)
        return await self._write(command, left, found, differences, live)

    async def _live(self, command: NoticeDriftCommand, left: LeftByRuns) -> Snapshot:
        ended = None if left.mark.run is None else left.mark.run[2]
        just_ended = ended is not None and self._clock.now() - ended < _SETTLING
        if command.live is not None and not just_ended:
            return command.live(left.design.bindings.channel_ids)
        return await self._gateway.observe(command.guild_id, left.design.bindings.channel_ids)

    async def _signed(
        self, command: NoticeDriftCommand, found: FoundByHand, live: Snapshot
    ) -> tuple[Drifted, ...]:
        def signed(entries: tuple[AuditEntry, ...]) -> dict[str, Attribution]:
            return attributed(
                found.by_hand,
                found.design.bindings,
                entries,
                guild_id=live.guild_id,
                bot=live.bot.user_id,
            )

        by = signed(command.heard)
        if command.ask_audit_log and len(by) < len(found.by_hand):
            by |= signed(await self._audit(command, found))
        named = await self._signing.named(command.guild_id, by, live, ask=command.ask_audit_log)
        return drifted(found.by_hand, named)

    async def _audit(
        self, command: NoticeDriftCommand, found: FoundByHand
    ) -> tuple[AuditEntry, ...]:
        since = min(one.since for one in found.by_hand)
        try:
            return await self._gateway.audit_log(command.guild_id, after=since)
        except CallForbidden:
            return ()

    async def _write(
        self,
        command: NoticeDriftCommand,
        left: LeftByRuns,
        found: FoundByHand,
        differences: tuple[Drifted, ...],
        live: Snapshot,
    ) -> Noticed:
        now, guild_id = self._clock.now(), command.guild_id
        async with self._begin() as uow:
            await uow.drift_records.hold(guild_id)
            if await mark_of(uow, guild_id) != left.mark:
                return _LATER
            settings = await uow.drift_settings.of(guild_id)
            known = await uow.drift_records.lasting(guild_id)
            lasting = tuple(one for one in known if not is_hidden(one, found.design, live))
            left_over = _without_ignored(differences, settings)
            seen = tuple(_seen(one) for one in left_over)
            endings = await Endings.since(uow, left, found, lasting, seen)
            look = Look(guild_id=guild_id, at=now, found_by=command.found_by, seen=seen)
            followed = follow(lasting, look, endings)
            if followed.is_news:
                followed = await _keep(uow, followed, settings, now)
                shown = {one.difference for one in (*followed.added, *followed.changed)}
                new = tuple(one for one in left_over if one.id in shown)
                await note_found(uow, guild_id, new, now)
                await _note_put_back(uow, guild_id, followed, now)
                await uow.commit()
        return _noticed(followed, _left_open(known, followed), settings)


def _left_open(known: Iterable[DriftRecord], followed: Followed) -> tuple[DriftRecord, ...]:
    """Of what was known and what came, that which is still to be settled."""
    by_id = {one.id: one for one in known}
    by_id |= {one.id: one for one in (*followed.settled, *followed.changed, *followed.added)}
    return tuple(one for one in by_id.values() if one.is_open)


def _noticed(
    followed: Followed, still_open: tuple[DriftRecord, ...], settings: DriftSettings
) -> Noticed:
    return Noticed(
        outcome=Outcome.LOOKED,
        followed=followed,
        unsigned=any(not one.who_name for one in still_open),
        to_revert=tuple(
            one for one in still_open if not one.trouble and settings.reverts(one.change)
        ),
    )


def _without_ignored(
    differences: Iterable[Drifted], settings: DriftSettings
) -> tuple[Drifted, ...]:
    by_id = {one.change.id: one for one in differences}
    left = without_ignored((one.change for one in by_id.values()), settings)
    sentences = left_to_do(left.values())
    return tuple(
        replace(by_id[name], change=change, sentence=sentence)
        for (name, change), sentence in zip(left.items(), sentences, strict=True)
    )


def _seen(one: Drifted) -> Seen:
    by = one.by
    if by is None:
        return Seen(difference=one.id, change=one.change, sentence=one.sentence)
    return Seen(
        difference=one.id,
        change=one.change,
        sentence=one.sentence,
        who=by.user_id,
        who_name=by.user_name,
        by_bot=by.is_bot,
        done_at=by.at,
    )


async def _keep(
    uow: UnitOfWork, followed: Followed, settings: DriftSettings, now: datetime
) -> Followed:
    for record in (*followed.settled, *followed.changed):
        await uow.drift_records.save(record)
    notice = await tell_of(uow, followed, settings, now)
    added = [
        await uow.drift_records.add(replace(record, notice=notice)) for record in followed.added
    ]
    return replace(followed, added=tuple(added))


async def _note_put_back(
    uow: UnitOfWork, guild_id: GuildId, followed: Followed, now: datetime
) -> None:
    gone = [one for one in followed.settled if one.state is DriftState.GONE]
    if gone:
        await uow.trail.add(
            TrailEntry(
                guild_id=guild_id,
                at=now,
                actor="somebody",
                origin="discord",
                action="drift.put_back",
                details={"sentences": [one.sentence for one in gone]},
            )
        )
