"""Guilds as the gateway's events tell them: quick to look at, and never the last word."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.snapshot import Snapshot

type RawGuild = Mapping[str, Any]
"""Discord's own JSON, put together part by part:

    bot_id        text
    guild         the guild, without its parts
    roles         by id
    channels      by id; threads are left out
    member        the bot's own
    automod       rules by id
    welcome_screen, onboarding
    refused       for parts that Discord did not give: whether there is no such thing
    unseen        ids of channels that exist and that the bot may not see
    gone          ids of channels that are known not to exist any more

A part that nothing was heard of yet is missing; the gateway tells nothing of the welcome screen
and of onboarding, and of rules only what changes.
"""


type Event = tuple[str, Mapping[str, Any]]
"""The name of an event of the gateway, and what it told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveGuild:
    raw: RawGuild
    heard: tuple[Event, ...] = ()
    """What came after `raw`, in order, and is not worked into it yet."""
    version: int
    """Another one after each change, so that two changes never overwrite one another."""
    reconciled_at: datetime | None = None
    """When the whole of it was last read over REST."""


@dataclass(frozen=True, slots=True)
class LiveChannel:
    """In ids."""

    channel: Channel
    position: int


class LiveStructures(Protocol):
    """All methods may raise Unavailable."""

    @abstractmethod
    async def get(self, guild_id: GuildId) -> LiveGuild | None: ...

    @abstractmethod
    async def put(
        self, guild_id: GuildId, raw: RawGuild, *, after: int, reconciled_at: datetime | None
    ) -> bool:
        """Keep it as the successor of the version `after`, 0 for the first. False where somebody
        else has put another one since: nothing was kept."""

    @abstractmethod
    async def note(self, guild_id: GuildId, events: Sequence[Event], *, after: int) -> bool:
        """Keep these beside what is kept, which costs as much as they are long. The version goes up
        by one; it stays where there are no events. False where `after` is not the version, and
        where so much was noted that all of it is to be `put`: nothing was kept."""

    @abstractmethod
    async def drop(self, guild_id: GuildId) -> None: ...


class GuildReader(Protocol):
    @abstractmethod
    async def read(
        self, guild_id: GuildId, expected_channels: frozenset[int] = frozenset()
    ) -> RawGuild:
        """All of a guild over REST, as `GuildGateway.observe` reads it, with the same errors."""

    @abstractmethod
    def channel(self, guild_id: GuildId, raw: Mapping[str, Any]) -> LiveChannel | None:
        """One channel as `snapshot` shows it; None for what is none of the structure, and for one
        that the bot may not see. Raises DiscordUnavailable where it cannot be read."""

    @abstractmethod
    def snapshot(
        self,
        guild_id: GuildId,
        raw: RawGuild,
        taken_at: datetime,
        expected_channels: frozenset[int] = frozenset(),
    ) -> Snapshot:
        """What it shows. An expected channel that is neither there nor known to be gone counts as
        unseen. Raises DiscordUnavailable where it cannot be read."""
