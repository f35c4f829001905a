"""Memberships that are asked from Discord once and dropped the moment they may be wrong."""

import asyncio
import logging
from abc import abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Protocol

from app.shared.application.ports.access_events import (
    AccessChanged,
    AccessEvent,
    AccessEvents,
    GuildsChanged,
)
from app.shared.application.ports.bot_presence import BotPresence
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildNotFound, MemberNotFound
from app.shared.application.ports.memberships import Memberships
from app.shared.domain.access.membership import Membership
from app.shared.domain.errors import Unavailable
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.discord.kept_memberships import Absence, Kept, KeptMemberships

log = logging.getLogger(__name__)

KEPT = timedelta(seconds=60)
KEPT_BRIEFLY = timedelta(seconds=5)
"""For whoever is no member, since nothing tells when they come; and while the bot is offline."""
_AGAIN_AFTER_S = 1.0
_TRIES = 3


class MembershipSource(Protocol):
    @abstractmethod
    async def membership(self, guild_id: GuildId, user_id: UserId) -> Membership:
        """As Discord has it now. Raises MemberNotFound, GuildNotFound."""


@dataclass(slots=True, eq=False)
class _Call:
    """One question to Discord, shared by everybody who asks meanwhile."""

    answer: asyncio.Task[Membership | Absence]
    overtaken: bool = False


class MembershipCache(Memberships):
    """Keeps nothing unless `listening` is entered and its stream is up: without it, nobody would
    say when an answer has become wrong."""

    def __init__(
        self,
        source: MembershipSource,
        events: AccessEvents,
        presence: BotPresence,
        clock: Clock,
        *,
        size: int = 10_000,
    ) -> None:
        self._source = source
        self._events = events
        self._presence = presence
        self._clock = clock
        self._kept = KeptMemberships(size)
        self._calls: dict[tuple[GuildId, UserId], _Call] = {}
        self._tasks: set[asyncio.Task[Membership | Absence]] = set()
        self._hears = False

    @property
    def hears(self) -> bool:
        """Whether the stream of events is up."""
        return self._hears

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._kept)

    async def of(self, guild_id: GuildId, user_id: UserId) -> Membership:
        answer = await self._answer(guild_id, user_id)
        if isinstance(answer, Membership):
            return answer
        # A new one each time: an exception that is raised twice collects both tracebacks.
        raise type(answer)(answer.message, remedy=answer.remedy)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Follow the events for as long as this is entered."""
        listener = asyncio.create_task(self._listen(), name="access events")
        try:
            yield
        finally:
            running = {listener, *self._tasks}
            for task in running:
                task.cancel()
            await asyncio.wait(running)

    async def _answer(self, guild_id: GuildId, user_id: UserId) -> Membership | Absence:
        kept = self._kept.get(guild_id, user_id, self._clock.now())
        if kept is not None:
            return kept.answer
        for _ in range(_TRIES):
            call = self._calls.get((guild_id, user_id)) or self._ask(guild_id, user_id)
            # Whoever gives up waiting leaves the call to the others.
            answer = await asyncio.shield(call.answer)
            if not call.overtaken:
                break
        return answer

    def _ask(self, guild_id: GuildId, user_id: UserId) -> _Call:
        call = _Call(asyncio.create_task(self._fetch(guild_id, user_id)))
        self._calls[guild_id, user_id] = call
        self._tasks.add(call.answer)
        call.answer.add_done_callback(partial(self._forget, guild_id, user_id))
        return call

    def _forget(
        self, guild_id: GuildId, user_id: UserId, task: asyncio.Task[Membership | Absence]
    ) -> None:
        self._tasks.discard(task)
        if self._is_latest(guild_id, user_id, task):
            del self._calls[guild_id, user_id]

    async def _fetch(self, guild_id: GuildId, user_id: UserId) -> Membership | Absence:
        # From before the question, since the answer may be as old as that.
        asked_at = self._clock.now()
        answer: Membership | Absence
        try:
            answer = await self._source.membership(guild_id, user_id)
        except (MemberNotFound, GuildNotFound) as absent:
            answer = absent
        span = await self._span(answer)
        if self._hears and self._is_latest(guild_id, user_id, asyncio.current_task()):
            self._kept.put(guild_id, user_id, Kept(answer, asked_at + span))
        return answer

    def _is_latest(
        self, guild_id: GuildId, user_id: UserId, task: asyncio.Task[Any] | None
    ) -> bool:
        """Whether no event has overtaken the call."""
        call = self._calls.get((guild_id, user_id))
        return call is not None and call.answer is task

    async def _span(self, answer: Membership | Absence) -> timedelta:
        if not isinstance(answer, Membership):
            return KEPT_BRIEFLY
        try:
            state = await self._presence.state()
        except Unavailable:
            return timedelta(0)
        return KEPT if state.online else KEPT_BRIEFLY

    async def _listen(self) -> None:
        told = False
        while True:
            try:
                async with self._events.watch() as stream:
                    told = False
                    self._begin()
                    async for event in stream:
                        self._heed(event)
            except Unavailable as broken:
                if not told:
                    log.warning("changes of rights are not heard, so nothing is kept: %s", broken)
                told = True
            except Exception:
                log.exception("the listener for changes of rights failed and begins anew")
            finally:
                self._end()
            await self._clock.sleep(_AGAIN_AFTER_S)

    def _begin(self) -> None:
        """What was asked before may be missing an event that nobody heard."""
        self._drop(None, None)
        self._hears = True

    def _end(self) -> None:
        if self._hears:
            self._hears = False
            self._drop(None, None)

    def _heed(self, event: AccessEvent) -> None:
        match event:
            case AccessChanged(guild_id=guild_id, user_id=user_id):
                self._drop(guild_id, user_id)
            case GuildsChanged(guild_id=guild_id):
                self._drop(guild_id, None)

    def _drop(self, guild_id: GuildId | None, user_id: UserId | None) -> None:
        """Forget what is kept, and let nobody share a call that was sent before."""
        self._kept.drop(guild_id, user_id)
        dropped = AccessChanged(guild_id=guild_id, user_id=user_id)
        for whose in tuple(self._calls):
            if dropped.concerns(*whose):
                self._calls.pop(whose).overtaken = True
