"""What the bot hears from Discord about who may do what, for everybody who remembers rights."""

from abc import abstractmethod
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from app.shared.domain.structure.identifiers import GuildId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessChanged:
    """What is remembered about rights may be wrong from now on. It says nothing more: ask again.

    No `user_id`: everybody in the guild. No `guild_id`: every guild, as after a gap in which
    events may have been lost.
    """

    guild_id: GuildId | None
    user_id: UserId | None = None

    def concerns(self, guild_id: GuildId, user_id: UserId) -> bool:
        return self.guild_id in (None, guild_id) and self.user_id in (None, user_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildsChanged:
    """The bot came into a guild or left it. What there is to it, is asked from Discord."""

    guild_id: GuildId
    joined: bool


type AccessEvent = AccessChanged | GuildsChanged


class AccessEvents(Protocol):
    @abstractmethod
    async def publish(self, event: AccessEvent) -> None:
        """Tell everybody who watches now. Raises Unavailable when nobody can be told."""

    @abstractmethod
    def watch(self) -> AbstractAsyncContextManager[AsyncIterator[AccessEvent]]:
        """Everything published from now on, in order, possibly twice.

        Raises Unavailable, at the start or while iterating, when the stream breaks: whatever was
        published until the next `watch` is lost.
        """
