"""Names and icons of the guilds that the bot is in, quickly: shown on every page."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Protocol

from app.shared.application.ports.guild_gateway import BotGuild
from app.shared.domain.structure.identifiers import GuildId


class GuildDirectory(Protocol):
    """Good for showing, not for deciding: a name may be a minute old.

    Both raise what any call to Discord may: TokenRefused, DiscordUnavailable, LimitReached.
    """

    @abstractmethod
    async def all(self) -> Mapping[GuildId, BotGuild]: ...

    @abstractmethod
    async def find(self, guild_id: GuildId) -> BotGuild | None:
        """None where the bot is not; one that it has just entered is found within seconds."""
