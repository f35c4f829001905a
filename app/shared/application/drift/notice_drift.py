"""Look at a guild and write down what of its drift is new, has changed, or is settled."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.shared.application.audit.attribution import Attribution, attributed
from app.shared.application.drift.compare_live import Drifted, drifted
from app.shared.application.drift.endings import PUT_BACK, Endings
from app.shared.application.drift.found_by_hand import FoundByHand, found_by_hand
from app.shared.application.drift.last_design import NothingApplied
from app.shared.application.drift.last_looks import LastLook, LastLooks
from app.shared.application.drift.left_by_runs import KeptBaselines, LeftByRuns, Mark
from app.shared.application.drift.signing import Signing
from app.shared.application.drift.writing_down import AskEndings, Sight, WritingDown, Written
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import AuditEntry, CallForbidden, GuildGateway
from app.shared.application.ports.live_structures import LiveChannel
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.drift.following import NO_NEWS, Followed, Seen
from app.shared.domain.drift.records import DriftRecord, FoundBy
from app.shared.domain.drift.telling_apart import ByHand
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId, Key, UserId
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
    version: int | None = None
    """Of the live guild that `live` shows, where that is kept."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What people did by hand, and what it takes to say who they are."""

    by_hand: tuple[ByHand, ...]
    bindings: Bindings
    bot: UserId
    bots: frozenset[UserId]


class NoticeDrift:
    """Records, trail and what is to be told in Discord are one transaction; looking twice is once.

    What a run of ours does is never drift: while one is under way nothing is looked at, and what is
    written down was seen between two runs.

    A guild is looked at whole, or at a glance where only channels changed that can be compared by
    themselves. A glance says what a whole look would say, or that it takes one.
    """

    def __init__(
        self,
        begin: BeginUnitOfWork,
        gateway: GuildGateway,
        clock: Clock,
        last_looks: LastLooks | None = None,
    ) -> None:
        self._begin = begin
        self._gateway = gateway
        self._clock = clock
        self._baselines = KeptBaselines(begin)
        self._signing = Signing(begin, gateway)
        self._write = WritingDown(begin, clock)
        self._last_looks = last_looks or LastLooks()

    async def __call__(self, command: NoticeDriftCommand) -> Noticed:
        """Raises what reading Discord and the store raises; then nothing was written."""
        self._last_looks.take(command.guild_id)
        try:
            left = await self._baselines.of(command.guild_id)
        except NothingApplied:
            return Noticed(outcome=Outcome.NOT_WATCHED)
        if left.mark.is_running:
            return _LATER
        shown = None if self._has_just_ended(left.mark) else command.live
        if shown is not None:
            live = shown(left.design.bindings.channel_ids)
        else:
            live = await self._gateway.observe(command.guild_id, left.design.bindings.channel_ids)
        found = await found_by_hand(self._begin, left, live)
        noticed = await self._written_down(command, left, found, live)
        if shown is not None and noticed.outcome is Outcome.LOOKED:
            await self._remember(command, left, found)
        return noticed

    def last_look(self, guild_id: GuildId) -> LastLook | None:
        """For whoever glances at the guild next. It is given once."""
        last = self._last_looks.take(guild_id)
        return None if last is None or self._has_just_ended(last.mark) else last

    async def at_a_glance(
        self,
        command: NoticeDriftCommand,
        last: LastLook,
        touched: Mapping[Key, LiveChannel],
        version: int,
    ) -> Noticed | None:
        """`touched` are the channels that are no longer as they were at the last look, as they are
        in the live guild of that version. None where it takes a whole look, and nothing was
        written then. Raises what a whole look raises."""
        glance = last.glance(touched, version)
        if glance is None:
            return None
        told = glance.told
        found = _Found(
            by_hand=glance.apart.by_hand(), bindings=told.bindings, bot=told.bot, bots=told.bots
        )
        written = await self._write(
            Sight(
                guild_id=command.guild_id,
                mark=last.mark,
                found_by=command.found_by,
                differences=await self._signed(command, found),
                bindings=told.bindings,
                coverage=told.coverage,
                endings=_endings_of(last),
            )
        )
        if not written.between or not written.told_apart:
            return None
        self._last_looks.keep(command.guild_id, glance.look)
        return _noticed(written)

    def _has_just_ended(self, mark: Mark) -> bool:
        ended = None if mark.run is None else mark.run.ended_at
        return ended is not None and self._clock.now() - ended < _SETTLING

    async def _written_down(
        self, command: NoticeDriftCommand, left: LeftByRuns, found: FoundByHand, live: Snapshot
    ) -> Noticed:
        async def endings(
            uow: UnitOfWork, lasting: Sequence[DriftRecord], seen: Sequence[Seen]
        ) -> Endings:
            return await Endings.since(uow, left, found, lasting, seen)

        bots = (facts.bot_id for facts in live.role_facts.values())
        by_hand = _Found(
            by_hand=found.by_hand,
            bindings=found.design.bindings,
            bot=live.bot.user_id,
            bots=frozenset(bot for bot in bots if bot is not None),
        )
        return _noticed(
            await self._write(
                Sight(
                    guild_id=command.guild_id,
                    mark=left.mark,
                    found_by=command.found_by,
                    differences=await self._signed(command, by_hand),
                    bindings=by_hand.bindings,
                    coverage=live.coverage,
                    endings=endings,
                )
            )
        )

    async def _remember(
        self, command: NoticeDriftCommand, left: LeftByRuns, found: FoundByHand
    ) -> None:
        """What the next look at this guild can begin with."""
        if command.version is None or found.comparison is None:
            return
        if not left.known_moments(newer=False):
            async with self._begin() as uow:
                await left.moment(uow, 0, newer=False)
        # In a thread, as comparing is.
        look = await asyncio.to_thread(LastLook.at, left, found.comparison, command.version)
        self._last_looks.keep(command.guild_id, look)

    async def _signed(self, command: NoticeDriftCommand, found: _Found) -> tuple[Drifted, ...]:
        def signed(entries: tuple[AuditEntry, ...]) -> dict[str, Attribution]:
            return attributed(
                found.by_hand,
                found.bindings,
                entries,
                guild_id=command.guild_id,
                bot=found.bot,
            )

        by = signed(command.heard)
        if command.ask_audit_log and len(by) < len(found.by_hand):
            by |= signed(await self._audit(command, found.by_hand))
        named = await self._signing.named(
            command.guild_id, by, found.bots, ask=command.ask_audit_log
        )
        return drifted(found.by_hand, named)

    async def _audit(
        self, command: NoticeDriftCommand, by_hand: tuple[ByHand, ...]
    ) -> tuple[AuditEntry, ...]:
        since = min(one.since for one in by_hand)
        try:
            return await self._gateway.audit_log(command.guild_id, after=since)
        except CallForbidden:
            return ()


def _endings_of(last: LastLook) -> AskEndings:
    """Where no run ended since it was found, what is seen no more was put back by hand: of what a
    version says by now there is none, or it would have taken a whole look."""

    async def endings(
        uow: UnitOfWork,  # noqa: ARG001 - nothing need be read
        lasting: Sequence[DriftRecord],
        seen: Sequence[Seen],
    ) -> Endings | None:
        there = {one.change.id for one in seen}
        gone = [one for one in lasting if one.is_open and one.change.id not in there]
        by_hand = all(last.mark.is_older_than(one.found_at) for one in gone)
        return PUT_BACK if by_hand else None

    return endings


def _noticed(written: Written) -> Noticed:
    settings = written.settings
    if not written.between or settings is None:
        return _LATER
    return Noticed(
        outcome=Outcome.LOOKED,
        followed=written.followed,
        unsigned=any(not one.who_name for one in written.open),
        to_revert=tuple(
            one for one in written.open if not one.trouble and settings.reverts(one.change)
        ),
    )
