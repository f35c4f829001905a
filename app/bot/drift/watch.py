"""Watches over the structure of guilds: what people change is noticed within two seconds."""

import asyncio
import logging
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from app.bot.drift.gathering import Gathering
from app.bot.drift.heard import Heard
from app.bot.drift.live_events import is_about_structure
from app.bot.drift.looking import Looked, Looking
from app.bot.drift.notifier import Notifier
from app.bot.drift.schedule import EVERY, Schedule
from app.bot.gateway.raw_events import GatewayListener
from app.shared.application.drift.notice_drift import Outcome
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildNotFound
from app.shared.application.ports.leases import Leases
from app.shared.domain.errors import DomainError, Unavailable
from app.shared.domain.structure.identifiers import GuildId

log = logging.getLogger(__name__)

_AT_ONCE = 8
_GLANCES_AT_ONCE = 256
"""They share their ways to the stores, which take many of them at once."""
_ASKING_AT_ONCE = 32
_AGAIN_S = 1.0
_LONGEST_WAIT_S = 60.0
_UNSIGNED_S = 2.0
"""Discord tells of the audit log a little later than of what it is about."""
_COMPARED_AT_ONCE = 3
"""In a second: each comparison takes six calls of the fifty that a bot has."""
_LEASE_S = 60.0
_ONBOARDING = frozenset({163, 164, 165, 166, 167})
"""Entries of the audit log about a part of which no other event tells."""
_STRUCTURE = frozenset({1, 10, 11, 12, 13, 14, 15, 30, 31, 32, 140, 141, 142}) | _ONBOARDING


class DriftWatch(GatewayListener):
    """Keeps a queue of its own. A look that fails is taken again, less and less often, and nothing
    that was heard is lost meanwhile."""

    def __init__(
        self,
        looking: Looking,
        notifier: Notifier,
        leases: Leases,
        clock: Clock,
        *,
        every: timedelta = EVERY,
    ) -> None:
        self._looking = looking
        self._notifier = notifier
        self._leases = leases
        self._clock = clock
        self._holder = secrets.token_hex(8)
        self._gathering = Gathering()
        self._schedule = Schedule(every)
        self._heard: dict[GuildId, Heard] = {}
        self._busy: set[GuildId] = set()
        self._bot_id = 0
        self._wake = asyncio.Event()
        self._glances = asyncio.Semaphore(_GLANCES_AT_ONCE)
        self._asking = asyncio.Semaphore(_ASKING_AT_ONCE)
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._comparing = asyncio.Semaphore(_COMPARED_AT_ONCE)
        """So that who reads whole guilds keeps nobody waiting who looks at an event."""

    @property
    def is_busy(self) -> bool:
        """Something that was heard waits to be looked at."""
        return any(heard.is_waiting for heard in self._heard.values())

    def heard(self, name: str, data: Mapping[str, Any]) -> None:
        try:
            self._heed(name, data)
        except Exception:
            log.exception("an event %s was not understood", name)
            with suppress(KeyError, TypeError, ValueError):
                self._compare_soon(GuildId(int(data["guild_id"])))

    def lost(self) -> None:
        """A new session tells of each guild again, and a resumed one has missed nothing."""

    async def run_forever(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._notifier.run_forever())
            group.create_task(self._compare_forever())
            while True:
                self._wake.clear()
                for guild_id in self._gathering.take_due(self._clock.now()):
                    self._begin(guild_id, group)
                await self._until_next()

    def _heed(self, name: str, data: Mapping[str, Any]) -> None:
        if name == "READY":
            self._bot_id = int(data["user"]["id"])
        elif name == "GUILD_CREATE":
            self._arrived(GuildId(int(data["id"])), data)
        elif name == "GUILD_DELETE":
            self._went(GuildId(int(data["id"])), unavailable=bool(data.get("unavailable")))
        elif name == "GUILD_AUDIT_LOG_ENTRY_CREATE":
            self._noted(GuildId(int(data["guild_id"])), data)
        elif is_about_structure(name):
            key = "id" if name == "GUILD_UPDATE" else "guild_id"
            guild_id = GuildId(int(data[key]))
            if name == "GUILD_MEMBER_UPDATE" and int(data["user"]["id"]) != self._bot_id:
                return
            self._of(guild_id).put(name, data, self._bot_id)
            self._gather(guild_id)

    def _arrived(self, guild_id: GuildId, data: Mapping[str, Any]) -> None:
        """New, back from an outage, or told by a new session: things may have been missed."""
        if data.get("unavailable"):
            return
        self._of(guild_id).put("GUILD_CREATE", data, self._bot_id)
        self._gather(guild_id)
        self._schedule.soon(guild_id, self._clock.now())

    def _went(self, guild_id: GuildId, *, unavailable: bool) -> None:
        self._schedule.forget(guild_id)
        if not unavailable:
            self._heard.pop(guild_id, None)
            self._gathering.forget(guild_id)

    def _noted(self, guild_id: GuildId, data: Mapping[str, Any]) -> None:
        if data["action_type"] not in _STRUCTURE:
            return
        heard = self._of(guild_id)
        heard.note(data)
        if data["action_type"] in _ONBOARDING:
            self._compare_soon(guild_id)
        self._gather(guild_id)

    def _of(self, guild_id: GuildId) -> Heard:
        return self._heard.setdefault(guild_id, Heard())

    def _gather(self, guild_id: GuildId) -> None:
        self._gathering.noted(guild_id, self._clock.now())
        self._wake.set()

    def _compare_soon(self, guild_id: GuildId) -> None:
        self._of(guild_id).compare = True
        self._gather(guild_id)

    def _again(self, guild_id: GuildId, seconds: float) -> None:
        self._gathering.again(guild_id, self._clock.now() + timedelta(seconds=seconds))
        self._wake.set()

    def _begin(self, guild_id: GuildId, group: asyncio.TaskGroup) -> None:
        if guild_id in self._busy:
            self._again(guild_id, _AGAIN_S / 4)
            return
        self._busy.add(guild_id)
        group.create_task(self._look(guild_id))

    async def _look(self, guild_id: GuildId) -> None:
        """Never raises."""
        heard = self._of(guild_id)
        try:
            looked = await self._looked(guild_id, heard)
            heard.failures = 0
            self._go_on(guild_id, heard, looked)
        except GuildNotFound:
            self._went(guild_id, unavailable=False)
        except DomainError as failure:
            self._failed(guild_id, heard, failure)
        except Exception as failure:
            log.exception("a look at a server failed")
            self._failed(guild_id, heard, failure)
        finally:
            self._busy.discard(guild_id)

    async def _looked(self, guild_id: GuildId, heard: Heard) -> Looked:
        async with self._asking if heard.ask_audit_log else self._glances:
            looked = await self._looking.at_a_glance(guild_id, heard)
        if looked is not None:
            return looked
        slowly = heard.compare or heard.ask_audit_log
        async with self._comparing if slowly else self._turns:
            return await self._looking(guild_id, heard)

    def _go_on(self, guild_id: GuildId, heard: Heard, looked: Looked) -> None:
        noticed = looked.noticed
        if noticed.followed.is_news or looked.reverting.stopped or looked.reverting.refused:
            self._notifier.hurry()
        if looked.compared:
            self._schedule.compared(guild_id, self._clock.now())
        if noticed.outcome is Outcome.LATER or looked.reverting.again:
            self._again(guild_id, _AGAIN_S)
        elif looked.reverting.run is not None:
            self._again(guild_id, _UNSIGNED_S)
        elif noticed.unsigned and noticed.followed.is_news:
            heard.ask_audit_log = True
            self._again(guild_id, _UNSIGNED_S)
        elif noticed.outcome is Outcome.NOT_WATCHED and heard.is_idle:
            self._heard.pop(guild_id, None)

    def _failed(self, guild_id: GuildId, heard: Heard, failure: Exception) -> None:
        heard.failures += 1
        if heard.failures == 1:
            log.warning("a server is looked at again later: %s", failure)
        self._again(guild_id, min(_AGAIN_S * 2 ** min(heard.failures, 10), _LONGEST_WAIT_S))

    async def _compare_forever(self) -> None:
        """Whoever has a guild's lease compares it: two processes may hear the same guild while one
        takes over from the other."""
        while True:
            for guild_id in self._schedule.due(self._clock.now(), _COMPARED_AT_ONCE):
                with suppress(Unavailable):
                    name = f"drift-comparison:{guild_id}"
                    if await self._leases.take(name, self._holder, _LEASE_S):
                        self._of(guild_id).compare = True
                        self._again(guild_id, 0)
                    self._schedule.compared(guild_id, self._clock.now())
            await self._clock.sleep(_AGAIN_S)

    async def _until_next(self) -> None:
        next_at = self._gathering.next_at()
        waits: list[asyncio.Future[Any]] = [asyncio.ensure_future(self._wake.wait())]
        if next_at is not None:
            left = (next_at - self._clock.now()).total_seconds()
            waits.append(asyncio.ensure_future(self._clock.sleep(left)))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
