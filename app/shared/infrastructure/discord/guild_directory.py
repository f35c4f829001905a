"""The bot's guilds as Discord lists them, asked for once a minute whoever looks."""

import asyncio
from abc import abstractmethod
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Protocol

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_directory import GuildDirectory
from app.shared.application.ports.guild_gateway import BotGuild
from app.shared.domain.structure.identifiers import GuildId

KEPT = timedelta(seconds=60)
KEPT_FOR_A_MISS = timedelta(seconds=2)
"""How old the list may be when a guild is not on it: the bot may have come in just now."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class GuildSource(Protocol):
    @abstractmethod
    async def bot_guilds(self) -> tuple[BotGuild, ...]: ...


class KeptGuildDirectory(GuildDirectory):
    def __init__(self, source: GuildSource, clock: Clock) -> None:
        self._source = source
        self._clock = clock
        self._guilds: Mapping[GuildId, BotGuild] = MappingProxyType({})
        self._read_at = _LONG_AGO
        self._reading = asyncio.Lock()

    async def all(self) -> Mapping[GuildId, BotGuild]:
        return await self._at_most(KEPT)

    async def find(self, guild_id: GuildId) -> BotGuild | None:
        found = (await self._at_most(KEPT)).get(guild_id)
        if found is None:
            found = (await self._at_most(KEPT_FOR_A_MISS)).get(guild_id)
        return found

    async def _at_most(self, age: timedelta) -> Mapping[GuildId, BotGuild]:
        async with self._reading:
            asked_at = self._clock.now()
            if asked_at - self._read_at > age:
                guilds = await self._source.bot_guilds()
                self._guilds = MappingProxyType({guild.id: guild for guild in guilds})
                self._read_at = asked_at
            return self._guilds
