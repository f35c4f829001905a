"""What is kept about drift, in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from app.shared.application.ports.drift_store import (
    AllDriftSettings,
    DriftNotices,
    DriftRecords,
    LoopGuards,
)
from app.shared.domain.drift.loop_guard import LoopGuard
from app.shared.domain.drift.notices import Notice, NoticeId, NoticeState
from app.shared.domain.drift.records import DriftRecord, RecordId
from app.shared.domain.drift.settings import DriftSettings
from app.shared.domain.errors import Conflict
from app.shared.domain.structure.identifiers import GuildId
from tests.support.fakes.tables import Tables, Work


class InMemoryDriftRecords(DriftRecords):
    def __init__(self, work: Work) -> None:
        self._work = work

    async def hold(self, *guild_ids: GuildId) -> None:
        for guild_id in sorted(guild_ids):
            await self._work.hold(f"drift {guild_id}")

    async def add(self, record: DriftRecord) -> DriftRecord:
        kept = replace(record, id=RecordId(self._work.next_id()))

        def add(tables: Tables) -> None:
            for other in tables.drift_records.values():
                same = (other.guild_id, other.change.id) == (kept.guild_id, kept.change.id)
                if same and other.ended_at is None and kept.ended_at is None:
                    raise Conflict("This change has a record that has not ended.")
            tables.drift_records[kept.id] = kept

        await self._work.do(add)
        return kept

    async def add_all(self, records: Iterable[DriftRecord]) -> tuple[DriftRecord, ...]:
        return tuple([await self.add(record) for record in records])

    async def save(self, record: DriftRecord) -> None:
        def save(tables: Tables) -> None:
            tables.drift_records[record.id] = record

        await self._work.do(save)

    async def save_all(self, records: Iterable[DriftRecord]) -> None:
        for record in records:
            await self.save(record)

    async def lasting(self, guild_id: GuildId) -> tuple[DriftRecord, ...]:
        every = (await self._work.read()).drift_records
        return tuple(
            record
            for _, record in sorted(every.items())
            if record.guild_id == guild_id and record.ended_at is None
        )

    async def lasting_of(
        self, guild_ids: Iterable[GuildId]
    ) -> Mapping[GuildId, tuple[DriftRecord, ...]]:
        found = {guild_id: await self.lasting(guild_id) for guild_id in guild_ids}
        return {guild_id: records for guild_id, records in found.items() if records}

    async def of_notice(self, notice: NoticeId) -> tuple[DriftRecord, ...]:
        every = (await self._work.read()).drift_records
        return tuple(record for _, record in sorted(every.items()) if record.notice == notice)

    async def list(
        self, guild_id: GuildId, limit: int = 50, before: RecordId | None = None
    ) -> tuple[DriftRecord, ...]:
        every = (await self._work.read()).drift_records
        found = [
            record
            for number, record in sorted(every.items(), reverse=True)
            if record.guild_id == guild_id and (before is None or number < before)
        ]
        return tuple(found[:limit])


class InMemoryDriftSettings(AllDriftSettings):
    def __init__(self, work: Work) -> None:
        self._work = work

    async def of(self, guild_id: GuildId) -> DriftSettings:
        every = (await self._work.read()).drift_settings
        return every.get(guild_id, DriftSettings(guild_id=guild_id))

    async def of_all(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, DriftSettings]:
        return {guild_id: await self.of(guild_id) for guild_id in guild_ids}

    async def set(self, settings: DriftSettings) -> None:
        def store(tables: Tables) -> None:
            tables.drift_settings[settings.guild_id] = settings

        await self._work.do(store)


class InMemoryLoopGuards(LoopGuards):
    def __init__(self, work: Work) -> None:
        self._work = work

    async def of(self, guild_id: GuildId) -> tuple[LoopGuard, ...]:
        every = (await self._work.read()).loop_guards
        return tuple(guard for (of, _), guard in sorted(every.items()) if of == guild_id)

    async def save(self, guild_id: GuildId, guards: Iterable[LoopGuard]) -> None:
        kept = {(guild_id, guard.place): guard for guard in guards}
        await self._work.do(lambda tables: tables.loop_guards.update(kept))


class InMemoryDriftNotices(DriftNotices):
    def __init__(self, work: Work) -> None:
        self._work = work

    async def add(self, notice: Notice) -> Notice:
        kept = replace(notice, id=NoticeId(self._work.next_id()))

        def add(tables: Tables) -> None:
            others = tables.drift_notices.values()
            if any(o.guild_id == kept.guild_id and o.state is NoticeState.OPEN for o in others):
                raise Conflict("The guild has an open notice.")
            tables.drift_notices[kept.id] = kept

        await self._work.do(add)
        return kept

    async def add_all(self, notices: Iterable[Notice]) -> tuple[Notice, ...]:
        return tuple([await self.add(notice) for notice in notices])

    async def save(self, notice: Notice) -> None:
        def save(tables: Tables) -> None:
            tables.drift_notices[notice.id] = notice

        await self._work.do(save)

    async def save_all(self, notices: Iterable[Notice]) -> None:
        for notice in notices:
            await self.save(notice)

    async def get(self, guild_id: GuildId, id: NoticeId) -> Notice | None:
        found = (await self._work.read()).drift_notices.get(id)
        return found if found is not None and found.guild_id == guild_id else None

    async def open(self, guild_id: GuildId) -> Notice | None:
        every = await self._of(guild_id)
        return next((one for one in every if one.state is NoticeState.OPEN), None)

    async def latest(self, guild_id: GuildId) -> Notice | None:
        return next(iter(await self._of(guild_id)), None)

    async def latest_of(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, Notice]:
        found = {guild_id: await self.latest(guild_id) for guild_id in guild_ids}
        return {guild_id: one for guild_id, one in found.items() if one is not None}

    async def due(self, now: datetime, limit: int = 100) -> tuple[Notice, ...]:
        every = (await self._work.read()).drift_notices.values()
        due = [one for one in every if one.stale and one.due_at <= now]
        return tuple(sorted(due, key=lambda one: (one.due_at, one.id))[:limit])

    async def _of(self, guild_id: GuildId) -> list[Notice]:
        every = (await self._work.read()).drift_notices
        newest_first = sorted(every.items(), reverse=True)
        return [one for _, one in newest_first if one.guild_id == guild_id]
