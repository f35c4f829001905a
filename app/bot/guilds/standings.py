"""What is done about the bot's place in guilds, once it was heard."""

import logging
from abc import abstractmethod
from datetime import datetime, timedelta
from typing import Protocol

from app.bot.guilds.raw_place import facts_of
from app.bot.guilds.welcome_message import welcome_message
from app.bot.rendering.voice import Voice
from app.shared.application.guilds.bot_place import bot_place
from app.shared.application.guilds.note_presence import GuildSeen, NotePresence, Seen
from app.shared.application.guilds.welcome_guild import Welcome, WelcomeGuild
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway, GuildNotFound
from app.shared.application.ports.messages import Messages
from app.shared.domain.errors import DomainError, Unavailable
from app.shared.domain.guilds.presence import GuildPresence
from app.shared.domain.structure.identifiers import GuildId

log = logging.getLogger(__name__)

_NEW_FOR = timedelta(days=1)
"""A guild that was joined before that is not welcomed, though it is heard of for the first time:
as all are by an installation that is new to noting them."""


class Standings(Protocol):
    """Each raises Unavailable where it is to be done again, and nothing else."""

    @abstractmethod
    async def seen(self, guild: GuildSeen) -> None: ...

    @abstractmethod
    async def let_in(self, presence: GuildPresence) -> None:
        """An operator let it in after the bot had come."""

    @abstractmethod
    async def left(self, guild_id: GuildId) -> None: ...

    @abstractmethod
    async def unavailable(self, guild_id: GuildId) -> None: ...

    @abstractmethod
    async def look_at(self, guild_id: GuildId) -> None:
        """Its own rights or its role may have changed there."""

    @abstractmethod
    async def only_in(self, guild_ids: frozenset[GuildId], shard_ids: tuple[int, int]) -> None:
        """A new session names all guilds of its shard: id and count."""


class KeptStandings(Standings):
    def __init__(
        self,
        notes: NotePresence,
        welcome: WelcomeGuild,
        gateway: GuildGateway,
        messages: Messages,
        clock: Clock,
        voice: Voice,
    ) -> None:
        self._notes = notes
        self._welcome = welcome
        self._gateway = gateway
        self._messages = messages
        self._clock = clock
        self._voice = voice

    async def seen(self, guild: GuildSeen) -> None:
        seen = await self._notes.seen(guild)
        is_new = seen.is_new and self._is_fresh(guild.joined_at)
        if is_new or seen.was_away_since is not None:
            await self._greet(seen)

    async def let_in(self, presence: GuildPresence) -> None:
        await self._greet(Seen(presence=presence), "let-in")

    async def left(self, guild_id: GuildId) -> None:
        await self._notes.left(guild_id)

    async def unavailable(self, guild_id: GuildId) -> None:
        await self._notes.unavailable(guild_id)

    async def look_at(self, guild_id: GuildId) -> None:
        try:
            snapshot = await self._gateway.observe(guild_id)
        except GuildNotFound:
            # That the bot has left is told by an event of its own.
            return
        await self._notes.place(guild_id, facts_of(bot_place(snapshot)))

    async def only_in(self, guild_ids: frozenset[GuildId], shard_ids: tuple[int, int]) -> None:
        number, count = shard_ids
        for known in await self._notes.here():
            if (known >> 22) % count == number and known not in guild_ids:
                await self._notes.left(known)

    def _is_fresh(self, joined_at: datetime | None) -> bool:
        return joined_at is None or self._clock.now() - joined_at < _NEW_FOR

    async def _greet(self, seen: Seen, nonce: str = "hello") -> None:
        """Once, as far as it goes: a guild without a message has the web, and `/help`. What has
        the same `nonce` is one message for Discord."""
        guild_id = seen.presence.guild_id
        try:
            welcome = await self._welcome(guild_id)
            await self._say(guild_id, welcome, seen.was_away_since, nonce)
        except Unavailable as away:
            log.warning("server %d was not welcomed: %s", guild_id, away)
        except DomainError as refused:
            log.info("server %d was not welcomed: %s", guild_id, refused)

    async def _say(
        self, guild_id: GuildId, welcome: Welcome, away: datetime | None, nonce: str
    ) -> None:
        if welcome.channel_id is None:
            return
        body = welcome_message(self._voice, guild_id, welcome, away).body()
        await self._messages.post(welcome.channel_id, body, nonce=f"{nonce}{guild_id}"[:25])
