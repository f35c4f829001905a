"""The per-guild lock, inside one process."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from app.shared.application.ports.guild_lock import GuildLock
from app.shared.domain.structure.identifiers import GuildId


class FakeGuildLock(GuildLock):
    """Two of them that share `held` stand for two workers."""

    def __init__(self, held: set[GuildId] | None = None) -> None:
        self.held: set[GuildId] = set() if held is None else held

    def hold(self, guild_id: GuildId) -> AbstractAsyncContextManager[bool]:
        return self._hold(guild_id)

    @asynccontextmanager
    async def _hold(self, guild_id: GuildId) -> AsyncIterator[bool]:
        if guild_id in self.held:
            yield False
            return
        self.held.add(guild_id)
        try:
            yield True
        finally:
            self.held.discard(guild_id)
