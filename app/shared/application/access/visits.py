"""Which guilds a person opened last, for showing them first."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.structure.identifiers import GuildId, UserId

_KEPT_EVERY = timedelta(minutes=1)
_REMEMBERED = 10_000


class RecordVisit:
    """Writes at most once a minute for each guild, however much somebody clicks. One for each
    process: what it has seen lately it asks nobody about."""

    def __init__(self, begin: BeginUnitOfWork, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock
        self._seen: dict[tuple[UserId, GuildId], datetime] = {}

    async def __call__(self, user_id: UserId, guild_id: GuildId) -> None:
        now = self._clock.now()
        seen = self._seen.get((user_id, guild_id))
        if seen is not None and now - seen < _KEPT_EVERY:
            return
        await self._record(user_id, guild_id, now)
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        self._seen[user_id, guild_id] = now

    async def _record(self, user_id: UserId, guild_id: GuildId, now: datetime) -> None:
        async with self._begin() as uow:
            last = (await uow.visits.last(user_id)).get(guild_id)
            if last is None or now - last >= _KEPT_EVERY:
                await uow.visits.record(user_id, guild_id, now)
                await uow.commit()


class LastVisits:
    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin

    async def __call__(self, user_id: UserId) -> Mapping[GuildId, datetime]:
        async with self._begin() as uow:
            return await uow.visits.last(user_id)
