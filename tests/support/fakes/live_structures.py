"""Live guilds in memory."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.shared.application.ports.live_structures import Event, LiveGuild, LiveStructures, RawGuild
from app.shared.domain.errors import Unavailable
from app.shared.domain.structure.identifiers import GuildId


class FakeLiveStructures(LiveStructures):
    """`unavailable` counts the calls that will find it away."""

    def __init__(self) -> None:
        self.guilds: dict[GuildId, LiveGuild] = {}
        self.unavailable = 0
        self.most_heard = 100

    async def get(self, guild_id: GuildId) -> LiveGuild | None:
        self._answer()
        return self.guilds.get(guild_id)

    async def put(
        self, guild_id: GuildId, raw: RawGuild, *, after: int, reconciled_at: datetime | None
    ) -> bool:
        self._answer()
        before = self.guilds.get(guild_id)
        if after != (0 if before is None else before.version):
            return False
        at = reconciled_at or (None if before is None else before.reconciled_at)
        kept = json.loads(json.dumps(raw))
        self.guilds[guild_id] = LiveGuild(raw=kept, version=after + 1, reconciled_at=at)
        return True

    async def note(self, guild_id: GuildId, events: Sequence[Event], *, after: int) -> bool:
        self._answer()
        before = self.guilds.get(guild_id)
        if before is None or after != before.version:
            return False
        heard = (*before.heard, *events)
        if len(heard) > self.most_heard:
            return False
        if events:
            self.guilds[guild_id] = replace(before, heard=heard, version=after + 1)
        return True

    async def drop(self, guild_id: GuildId) -> None:
        self._answer()
        self.guilds.pop(guild_id, None)

    def _answer(self) -> None:
        if self.unavailable > 0:
            self.unavailable -= 1
            raise Unavailable("It is away.")
