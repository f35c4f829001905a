"""Hears in which guilds the bot is and how it stands there."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from app.bot.gateway.raw_events import GatewayListener
from app.bot.guilds.raw_place import own_roles_in, place_in
from app.bot.guilds.standings import Standings
from app.shared.application.guilds.note_presence import GuildSeen
from app.shared.application.ports.clock import Clock
from app.shared.domain.errors import Unavailable
from app.shared.domain.structure.identifiers import GuildId, UserId

log = logging.getLogger(__name__)

_AGAIN_AFTER_S = 2.0

type Deed = Callable[[], Awaitable[None]]


class StandingWatch(GatewayListener):
    """Notes one thing after the other, in the order in which it was heard, each again until the
    database takes it: what was heard while that was away is not lost. What is to be read from
    Discord comes after that, and a guild that cannot be read waits behind the others: it is read
    as it is then, so that no order is lost by it.

    Of a guild's own roles it holds the ids alone, to know which events are about the bot.
    """

    def __init__(self, standings: Standings, clock: Clock) -> None:
        self._standings = standings
        self._clock = clock
        self._own_id = 0
        self._own_roles: dict[GuildId, frozenset[int]] = {}
        self._to_note: deque[Deed] = deque()
        self._to_look_at: dict[GuildId, None] = {}
        self._heard = asyncio.Event()

    def __len__(self) -> int:
        return len(self._to_note) + len(self._to_look_at)

    def heard(self, name: str, data: Mapping[str, Any]) -> None:
        try:
            self._heed(name, data)
        except Exception:
            log.exception("an event %s was not understood", name)

    def lost(self) -> None:
        """READY names the guilds again, and after a resume nothing was missed."""

    async def run_forever(self) -> None:
        while True:
            if self._to_note:
                await self._note(self._to_note.popleft())
            elif self._to_look_at:
                await self._look(next(iter(self._to_look_at)))
            else:
                self._heard.clear()
                await self._heard.wait()

    async def _note(self, deed: Deed) -> None:
        while not await self._is_done(deed):
            await self._clock.sleep(_AGAIN_AFTER_S)

    async def _look(self, guild_id: GuildId) -> None:
        # What is heard from here on may be newer than what is about to be read.
        del self._to_look_at[guild_id]
        if not await self._is_done(partial(self._standings.look_at, guild_id)):
            self._look_at(guild_id)
            await self._clock.sleep(_AGAIN_AFTER_S)

    async def _is_done(self, deed: Deed) -> bool:
        """Whether it is not to be done again."""
        try:
            await deed()
        except Unavailable as away:
            log.warning("how the bot stands in a server waits to be noted: %s", away)
            return False
        except Exception:
            log.exception("how the bot stands in a server could not be noted")
        return True

    def _heed(self, name: str, data: Mapping[str, Any]) -> None:
        match name:
            case "READY":
                self._ready(data)
            case "GUILD_CREATE" if not data.get("unavailable"):
                self._create(data)
            case "GUILD_UPDATE":
                # Its roles may be others than those that came with the guild: not looked at here.
                self._do(partial(self._standings.seen, _seen(data, None)))
            case "GUILD_DELETE" if data.get("unavailable"):
                self._do(partial(self._standings.unavailable, GuildId(int(data["id"]))))
            case "GUILD_DELETE":
                guild_id = GuildId(int(data["id"]))
                self._own_roles.pop(guild_id, None)
                self._to_look_at.pop(guild_id, None)
                self._do(partial(self._standings.left, guild_id))
            case "GUILD_ROLE_UPDATE":
                self._role(data, int(data["role"]["id"]))
            case "GUILD_ROLE_DELETE":
                self._role(data, int(data["role_id"]))
            case "GUILD_MEMBER_UPDATE":
                self._member(data)

    def _ready(self, data: Mapping[str, Any]) -> None:
        self._own_id = int(data["user"]["id"])
        number, count = data.get("shard") or (0, 1)
        guilds = frozenset(GuildId(int(guild["id"])) for guild in data["guilds"])
        self._do(partial(self._standings.only_in, guilds, (number, count)))

    def _create(self, data: Mapping[str, Any]) -> None:
        own = own_roles_in(data, self._own_id)
        if own is not None:
            self._own_roles[GuildId(int(data["id"]))] = own
        self._do(partial(self._standings.seen, _seen(data, self._own_id)))

    def _role(self, data: Mapping[str, Any], role_id: int) -> None:
        guild_id = GuildId(int(data["guild_id"]))
        if role_id in self._own_roles.get(guild_id, ()) or role_id == guild_id:
            self._look_at(guild_id)

    def _member(self, data: Mapping[str, Any]) -> None:
        if int(data["user"]["id"]) == self._own_id:
            guild_id = GuildId(int(data["guild_id"]))
            self._own_roles[guild_id] = frozenset(int(role) for role in data["roles"])
            self._look_at(guild_id)

    def _look_at(self, guild_id: GuildId) -> None:
        """A burst is looked at once."""
        self._to_look_at.setdefault(guild_id)
        self._heard.set()

    def _do(self, deed: Deed) -> None:
        self._to_note.append(deed)
        self._heard.set()


def _seen(data: Mapping[str, Any], own_id: int | None) -> GuildSeen:
    joined_at = data.get("joined_at")
    return GuildSeen(
        guild_id=GuildId(int(data["id"])),
        name=str(data["name"]),
        owner_id=UserId(int(data["owner_id"])),
        place=None if own_id is None else place_in(data, own_id),
        joined_at=None if joined_at is None else datetime.fromisoformat(joined_at),
    )
