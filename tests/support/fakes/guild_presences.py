"""Which guilds the bot is or was in, in memory."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.shared.application.ports.guild_presences import GuildPresences
from app.shared.domain.guilds.admission import Decision
from app.shared.domain.guilds.presence import GuildPresence
from app.shared.domain.structure.identifiers import GuildId
from tests.support.fakes.tables import Tables, Work


class InMemoryGuildPresences(GuildPresences):
    def __init__(self, uow: Work) -> None:
        self._uow = uow

    async def of(self, guild_id: GuildId) -> GuildPresence | None:
        return (await self._uow.read()).guild_presences.get(guild_id)

    async def decision_on(self, guild_id: GuildId) -> Decision | None:
        found = await self.of(guild_id)
        return None if found is None else found.decision

    async def decisions_on(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, Decision]:
        found = {guild_id: await self.decision_on(guild_id) for guild_id in guild_ids}
        return {guild_id: decision for guild_id, decision in found.items() if decision is not None}

    async def all(self) -> tuple[GuildPresence, ...]:
        found = (await self._uow.read()).guild_presences.values()
        return tuple(sorted(found, key=lambda one: (one.name, one.guild_id)))

    async def save(self, presence: GuildPresence) -> None:
        def save(tables: Tables) -> None:
            tables.guild_presences[presence.guild_id] = presence

        await self._uow.do(save)

    async def left_before(self, moment: datetime) -> tuple[GuildPresence, ...]:
        gone = [one for one in await self.all() if one.left_at and one.left_at < moment]
        return tuple(sorted(gone, key=lambda one: one.left_at or moment))

    async def clear_away(self, guild_id: GuildId) -> None:
        await self._uow.do(lambda tables: _clear(tables, guild_id))


def _clear(tables: Tables, guild_id: GuildId) -> None:
    presence = tables.guild_presences.get(guild_id)
    if presence is None or presence.left_at is None:
        return
    del tables.guild_presences[guild_id]
    runs = {key for key, (run, _) in tables.runs.items() if run.guild_id == guild_id}
    tables.runs = {key: run for key, run in tables.runs.items() if key not in runs}
    tables.steps = {key: step for key, step in tables.steps.items() if key[0] not in runs}
    tables.members = {key: held for key, held in tables.members.items() if key[0] not in runs}
    tables.versions = {key: one for key, one in tables.versions.items() if key[0] != guild_id}
    tables.visits = {key: at for key, at in tables.visits.items() if key[1] != guild_id}
    for kept in (tables.bindings, tables.policies, tables.drift_settings):
        kept.pop(guild_id, None)
    tables.plans = {key: one for key, one in tables.plans.items() if one.plan.guild_id != guild_id}
    tables.snapshots = {
        key: one for key, one in tables.snapshots.items() if one[0].guild_id != guild_id
    }
    tables.grants = {key: one for key, one in tables.grants.items() if one.guild_id != guild_id}
    tables.trail = [one for one in tables.trail if one.guild_id != guild_id]
