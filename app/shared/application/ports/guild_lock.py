"""One run per guild at a time, over all workers."""

from abc import abstractmethod
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from app.shared.domain.structure.identifiers import GuildId


class GuildLock(Protocol):
    @abstractmethod
    def hold(self, guild_id: GuildId) -> AbstractAsyncContextManager[bool]:
        """Give True while this process alone may change the guild; False at once when another
        holds it. The lock is let go when the process dies, however it dies."""
