"""One look at a guild: what was heard goes into the live guild, and what it shows is noticed."""

import logging
from dataclasses import dataclass
from datetime import datetime

from app.bot.drift.heard import Heard
from app.shared.application.access.admitting import IsAdmitted
from app.shared.application.drift.auto_revert import NOT_REVERTED, AutoRevert, Reverting
from app.shared.application.drift.notice_drift import (
    Noticed,
    NoticeDrift,
    NoticeDriftCommand,
    Outcome,
    ShowLive,
)
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.live_structures import GuildReader, LiveStructures, RawGuild
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.drift.records import FoundBy
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.snapshot import Snapshot

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    noticed: Noticed
    reverting: Reverting = NOT_REVERTED
    compared: bool = False


class _ReadFirst(Exception):
    """Somebody watches over the guild, and it was never read as a whole."""


class Looking:
    """Only one look at a guild at a time."""

    def __init__(
        self,
        begin: BeginUnitOfWork,
        live: LiveStructures,
        reader: GuildReader,
        notice: NoticeDrift,
        revert: AutoRevert,
        is_admitted: IsAdmitted,
        clock: Clock,
    ) -> None:
        self._begin = begin
        self._is_admitted = is_admitted
        self._live = live
        self._reader = reader
        self._notice = notice
        self._revert = revert
        self._clock = clock

    async def __call__(self, guild_id: GuildId, heard: Heard) -> Looked:
        """What fails leaves in `heard` what was not worked through. Nothing is kept or told of a
        guild that may not use this installation. Raises what the stores and Discord raise."""
        if not await self._is_admitted(guild_id):
            heard.leave()
            # Should it be let in one day, what was heard till today would be old.
            await self._live.drop(guild_id)
            return Looked(noticed=Noticed(outcome=Outcome.NOT_WATCHED))
        raw = await self._worked_through(guild_id, heard)
        compared = heard.compare
        if compared:
            raw = await self._read(guild_id)
        try:
            noticed = await self._notice(
                NoticeDriftCommand(
                    guild_id=guild_id,
                    live=self._shown(guild_id, raw),
                    heard=tuple(heard.entries),
                    ask_audit_log=heard.ask_audit_log or compared,
                    found_by=FoundBy.COMPARISON if compared else FoundBy.EVENT,
                )
            )
        except _ReadFirst:
            heard.compare = True
            return Looked(noticed=Noticed(outcome=Outcome.LATER))
        if noticed.outcome is not Outcome.LATER:
            heard.compare = heard.compare and not compared
            heard.ask_audit_log = False
        reverting = await self._revert(guild_id, noticed.to_revert)
        return Looked(noticed=noticed, reverting=reverting, compared=compared)

    def _shown(self, guild_id: GuildId, raw: RawGuild | None) -> ShowLive:
        at = self._clock.now()

        def show(expected: frozenset[int]) -> Snapshot:
            if raw is None:
                raise _ReadFirst
            return self._reader.snapshot(guild_id, raw, at, expected)

        return show

    async def _worked_through(self, guild_id: GuildId, heard: Heard) -> RawGuild | None:
        """The live guild with all that was heard; None where it was never read over REST: the
        gateway does not tell all of a guild."""
        kept = await self._live.get(guild_id)
        number, arrived = len(heard.events), heard.arrived
        before = None if kept is None else kept.raw
        try:
            raw = heard.applied_to(before)
        except (KeyError, TypeError, ValueError):
            log.exception("what was heard of a server was not understood, so it is read anew")
            heard.compare = True
            heard.clear(number, arrived)
            return None
        if raw is None:
            heard.clear(number, arrived)
            return None
        if raw is not before:
            version = 0 if kept is None else kept.version
            if not await self._live.put(guild_id, raw, after=version, reconciled_at=None):
                return await self._worked_through(guild_id, heard)
        heard.clear(number, arrived)
        return None if kept is None or kept.reconciled_at is None else raw

    async def _read(self, guild_id: GuildId) -> RawGuild | None:
        """Over REST, where anything was ever applied: only there is something to compare with."""
        async with self._begin() as uow:
            if not await uow.runs.list(guild_id, limit=1):
                return None
            bindings = await uow.bindings.of(guild_id)
        kept = await self._live.get(guild_id)
        at: datetime = self._clock.now()
        raw = await self._reader.read(guild_id, bindings.channel_ids)
        version = 0 if kept is None else kept.version
        await self._live.put(guild_id, raw, after=version, reconciled_at=at)
        return raw
