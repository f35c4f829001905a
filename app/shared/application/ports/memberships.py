"""Who somebody is in a guild, quickly: asked on every request of a person."""

from abc import abstractmethod
from typing import Protocol

from app.shared.domain.access.membership import Membership
from app.shared.domain.structure.identifiers import GuildId, UserId


class Memberships(Protocol):
    @abstractmethod
    async def of(self, guild_id: GuildId, user_id: UserId) -> Membership:
        """What Discord said at most 60 seconds ago, and not before the last AccessChanged about it.

        Raises MemberNotFound, GuildNotFound (the bot is not there), and what any call to Discord
        may raise: TokenRefused, DiscordUnavailable, LimitReached.
        """
