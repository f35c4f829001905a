"""Who is editing, in memory, by a driven clock."""

from dataclasses import replace
from datetime import datetime

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.editing import GONE_AFTER, Editing, Editor
from app.shared.domain.structure.identifiers import GuildId


class FakeEditing(Editing):
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[tuple[GuildId, Editor], datetime] = {}

    async def is_editing(self, guild_id: GuildId, editor: Editor) -> None:
        here = {one.user_id: one for one in await self.editors(guild_id)}
        since = here[editor.user_id].since if editor.user_id in here else editor.since
        self._until = {
            (guild, one): until
            for (guild, one), until in self._until.items()
            if (guild, one.user_id) != (guild_id, editor.user_id)
        }
        self._until[guild_id, replace(editor, since=since)] = self._clock.now() + GONE_AFTER

    async def editors(self, guild_id: GuildId) -> tuple[Editor, ...]:
        now = self._clock.now()
        here = [
            one for (guild, one), until in self._until.items() if guild == guild_id and until > now
        ]
        return tuple(sorted(here, key=lambda one: one.since))
