"""One look at a guild: what was heard goes into the live guild, and what it shows is noticed.

A glance is for what most events are about, a channel of which something else changed than its place
or its type. It costs as much as that channel, and says what a whole look would say.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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
from app.shared.application.ports.guild_gateway import DiscordUnavailable
from app.shared.application.ports.live_structures import (
    Event,
    GuildReader,
    LiveChannel,
    LiveStructures,
    RawGuild,
)
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.drift.records import FoundBy
from app.shared.domain.structure.identifiers import GuildId, Key
from app.shared.domain.structure.snapshot import Snapshot

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    noticed: Noticed
    reverting: Reverting = NOT_REVERTED
    compared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    raw: RawGuild | None = None
    version: int | None = None
    """None where somebody else has put another one since."""


_NOTHING = _Kept()


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
        kept = await self._worked_through(guild_id, heard)
        compared = heard.compare
        if compared:
            kept = await self._read(guild_id)
        try:
            noticed = await self._notice(
                NoticeDriftCommand(
                    guild_id=guild_id,
                    live=self._shown(guild_id, kept.raw),
                    version=kept.version,
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

    async def at_a_glance(self, guild_id: GuildId, heard: Heard) -> Looked | None:
        """None where it takes a whole look. What fails is looked at whole the next time."""
        # What is heard from here on is for the next look.
        events = tuple(heard.events)
        touched = self._touched(guild_id, heard, events)
        if touched is None or not await self._is_admitted(guild_id):
            return None
        last = self._notice.last_look(guild_id)
        if last is None or not await self._live.note(guild_id, events, after=last.version):
            return None
        heard.clear(len(events), None)
        noticed = await self._notice.at_a_glance(
            NoticeDriftCommand(
                guild_id=guild_id,
                heard=tuple(heard.entries),
                ask_audit_log=heard.ask_audit_log,
            ),
            last,
            touched,
            last.version + bool(events),
        )
        if noticed is None:
            return None
        heard.ask_audit_log = False
        reverting = await self._revert(guild_id, noticed.to_revert)
        return Looked(noticed=noticed, reverting=reverting)

    def _touched(
        self, guild_id: GuildId, heard: Heard, events: tuple[Event, ...]
    ) -> dict[Key, LiveChannel] | None:
        """The channels that were heard of, as they are now; None where there is more to it."""
        if heard.compare or heard.arrived is not None:
            return None
        touched: dict[Key, LiveChannel] = {}
        for name, data in events:
            live = self._channel(guild_id, data) if name == "CHANNEL_UPDATE" else None
            if live is None:
                return None
            touched[live.channel.key] = live
        return touched

    def _channel(self, guild_id: GuildId, data: Mapping[str, Any]) -> LiveChannel | None:
        try:
            return self._reader.channel(guild_id, data)
        except DiscordUnavailable:
            # What cannot be understood is told by a whole look.
            return None

    def _shown(self, guild_id: GuildId, raw: RawGuild | None) -> ShowLive:
        at = self._clock.now()

        def show(expected: frozenset[int]) -> Snapshot:
            if raw is None:
                raise _ReadFirst
            return self._reader.snapshot(guild_id, raw, at, expected)

        return show

    async def _worked_through(self, guild_id: GuildId, heard: Heard) -> _Kept:
        """The live guild with all that was heard; nothing where it was never read over REST: the
        gateway does not tell all of a guild."""
        kept = await self._live.get(guild_id)
        number, arrived = len(heard.events), heard.arrived
        try:
            raw = heard.applied_to(kept)
        except (KeyError, TypeError, ValueError):
            log.exception("what was heard of a server was not understood, so it is read anew")
            heard.compare = True
            heard.clear(number, arrived)
            return _NOTHING
        if raw is None:
            heard.clear(number, arrived)
            return _NOTHING
        version = 0 if kept is None else kept.version
        if kept is None or raw is not kept.raw:
            if not await self._live.put(guild_id, raw, after=version, reconciled_at=None):
                return await self._worked_through(guild_id, heard)
            version += 1
        heard.clear(number, arrived)
        if kept is None or kept.reconciled_at is None:
            return _NOTHING
        return _Kept(raw=raw, version=version)

    async def _read(self, guild_id: GuildId) -> _Kept:
        """Over REST, where anything was ever applied: only there is something to compare with."""
        async with self._begin() as uow:
            if not await uow.runs.list(guild_id, limit=1):
                return _NOTHING
            bindings = await uow.bindings.of(guild_id)
        kept = await self._live.get(guild_id)
        at: datetime = self._clock.now()
        raw = await self._reader.read(guild_id, bindings.channel_ids)
        version = 0 if kept is None else kept.version
        put = await self._live.put(guild_id, raw, after=version, reconciled_at=at)
        return _Kept(raw=raw, version=version + 1 if put else None)
