"""Which guilds the bot is or was in, and what operators said about them."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from app.shared.domain.guilds.admission import Decision
from app.shared.domain.guilds.presence import GuildPresence
from app.shared.domain.structure.identifiers import GuildId


class GuildPresences(Protocol):
    @abstractmethod
    async def of(self, guild_id: GuildId) -> GuildPresence | None:
        """None for a guild that was never heard of, or whose data was cleared away."""

    @abstractmethod
    async def decision_on(self, guild_id: GuildId) -> Decision | None:
        """What an operator said, and nothing else."""

    @abstractmethod
    async def decisions_on(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, Decision]:
        """The same for many; those of which nothing was said are left out."""

    @abstractmethod
    async def all(self) -> tuple[GuildPresence, ...]:
        """By name."""

    @abstractmethod
    async def save(self, presence: GuildPresence) -> None:
        """In place of what was kept of that guild."""

    @abstractmethod
    async def left_before(self, moment: datetime) -> tuple[GuildPresence, ...]:
        """Those that the bot left before that moment and has not come back to."""

    @abstractmethod
    async def clear_away(self, guild_id: GuildId) -> None:
        """Delete everything that is kept about the guild, its trail included. Nothing where the
        bot is there again."""
