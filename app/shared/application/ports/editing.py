"""Who else is editing a guild's design just now. A courtesy: it locks nothing."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from app.shared.domain.structure.identifiers import GuildId, UserId

GONE_AFTER = timedelta(seconds=30)
"""Without a word for so long, somebody counts as gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    user_id: UserId
    display_name: str
    avatar_url: str | None
    since: datetime


class Editing(Protocol):
    """Each raises Unavailable when the store does not answer."""

    @abstractmethod
    async def is_editing(self, guild_id: GuildId, editor: Editor) -> None:
        """Said again and again while it is so; the first `since` stays."""

    @abstractmethod
    async def editors(self, guild_id: GuildId) -> tuple[Editor, ...]:
        """Who said so within GONE_AFTER, longest first."""
