"""Brings notices to Discord: each once, edited through its life, and never at a bad time."""

import asyncio
import logging
import secrets
from dataclasses import replace
from datetime import timedelta

from app.bot.commands.reading import Names
from app.bot.drift.notice_message import NoticeToShow, notice_message
from app.bot.rendering.voice import Voice
from app.shared.application.access.admitting import IsAdmitted
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import (
    CallForbidden,
    CallInvalid,
    DiscordUnavailable,
    GuildNotFound,
    LimitReached,
    ThingGone,
)
from app.shared.application.ports.leases import Leases
from app.shared.application.ports.messages import Messages
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.drift.notices import Notice, NoticeState
from app.shared.domain.drift.records import DriftRecord
from app.shared.domain.errors import DomainError

log = logging.getLogger(__name__)

_EVERY_S = 2.0
_LEASE_S = 20.0
_LEASE = "drift-notices"
_AGAIN = timedelta(seconds=10)
_KEPT_OUT = timedelta(minutes=10)
"""Until it is asked again whether a guild that may not use the installation was let in."""


class Notifier:
    """One process at a time does it, whichever has the lease. What cannot be sent now is sent
    later; where it cannot be sent at all, the notice says on the web why."""

    def __init__(
        self,
        begin: BeginUnitOfWork,
        messages: Messages,
        leases: Leases,
        voice: Voice,
        is_admitted: IsAdmitted,
        clock: Clock,
    ) -> None:
        self._is_admitted = is_admitted
        self._begin = begin
        self._messages = messages
        self._leases = leases
        self._voice = voice
        self._clock = clock
        self._names = Names(begin)
        self._holder = secrets.token_hex(8)
        self._news = asyncio.Event()
        self._silent = False

    def hurry(self) -> None:
        """There is something to tell."""
        self._news.set()

    async def run_forever(self) -> None:
        while True:
            self._news.clear()
            try:
                if await self._leases.take(_LEASE, self._holder, _LEASE_S):
                    await self.deliver_due()
                self._silent = False
            except DomainError as away:
                if not self._silent:
                    log.warning("notices of drift wait to be told: %s", away)
                self._silent = True
            except Exception:
                log.exception("notices of drift could not be told")
            await self._until_next()

    async def deliver_due(self) -> None:
        """Raises what the store raises, and TokenRefused."""
        async with self._begin() as uow:
            due = await uow.drift_notices.due(self._clock.now())
        for notice in due:
            await self._deliver(notice)

    async def _deliver(self, notice: Notice) -> None:
        if not await self._is_admitted(notice.guild_id):
            await self._wait(notice, _KEPT_OUT)
            return
        async with self._begin() as uow:
            records = await uow.drift_records.of_notice(notice.id)
        if notice.message_id is None and not any(record.is_open for record in records):
            # All of it was settled before anybody was told.
            await self._keep(notice, replace(notice, state=NoticeState.CLOSED), records)
            return
        names = await self._names({one.settled_by for one in records if ":" in one.settled_by})
        shown = NoticeToShow(notice=notice, records=records, names=names)
        try:
            told = await self._sent(notice, shown)
        except LimitReached as limit:
            await self._wait(notice, timedelta(seconds=limit.retry_after))
            return
        except DiscordUnavailable:
            await self._wait(notice, _AGAIN)
            return
        await self._keep(notice, told, records)

    async def _sent(self, notice: Notice, shown: NoticeToShow) -> Notice:
        try:
            if notice.message_id is not None:
                body = notice_message(self._voice, shown).body()
                await self._messages.edit(notice.channel_id, notice.message_id, body)
                return notice
        except ThingGone:
            if notice.reposted or not shown.open:
                return self._shut(notice, self._voice.words.notice_deleted)
            notice = replace(notice, message_id=None, reposted=True)
        except (CallForbidden, CallInvalid) as refusal:
            return self._shut(notice, _why(refusal))
        try:
            return await self._posted(notice, replace(shown, notice=notice))
        except (CallForbidden, CallInvalid, ThingGone, GuildNotFound) as refusal:
            return self._shut(notice, _why(refusal))

    async def _posted(self, notice: Notice, shown: NoticeToShow) -> Notice:
        body = notice_message(self._voice, shown).body()
        nonce = f"gw-{notice.id}-{int(notice.reposted)}"
        message_id = await self._messages.post(notice.channel_id, body, nonce=nonce)
        return replace(notice, message_id=message_id)

    @staticmethod
    def _shut(notice: Notice, why: str) -> Notice:
        return replace(notice, state=NoticeState.WEB_ONLY, trouble=why)

    async def _keep(self, before: Notice, told: Notice, records: tuple[DriftRecord, ...]) -> None:
        """What changed while it was being sent is told next."""
        async with self._begin() as uow:
            await uow.drift_records.hold(before.guild_id)
            kept = await uow.drift_notices.get(before.guild_id, before.id)
            if kept is not None and kept.state is NoticeState.MOVED is not before.state:
                # It moved while it was being sent: the message says so next.
                gone = replace(kept, message_id=told.message_id, stale=told.message_id is not None)
                await uow.drift_notices.save(gone)
                await uow.commit()
                return
            now = await uow.drift_records.of_notice(before.id)
            settled = not any(record.is_open for record in now)
            stale = now != records and told.state is not NoticeState.WEB_ONLY
            if told.state is NoticeState.OPEN and settled and not stale:
                told = replace(told, state=NoticeState.CLOSED)
            await uow.drift_notices.save(replace(told, stale=stale))
            await uow.commit()

    async def _wait(self, notice: Notice, time: timedelta) -> None:
        async with self._begin() as uow:
            await uow.drift_records.hold(notice.guild_id)
            kept = await uow.drift_notices.get(notice.guild_id, notice.id)
            if kept is not None:
                due = self._clock.now() + time
                await uow.drift_notices.save(replace(kept, due_at=due))
                await uow.commit()

    async def _until_next(self) -> None:
        waits = (
            asyncio.ensure_future(self._clock.sleep(_EVERY_S)),
            asyncio.ensure_future(self._news.wait()),
        )
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()


def _why(refusal: DomainError) -> str:
    return f"{refusal.message} {refusal.remedy}".strip()
