from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Row, bindparam, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from app.shared.application.ports.drift_store import (
    AllDriftSettings,
    DriftNotices,
    DriftRecords,
    LoopGuards,
)
from app.shared.domain.drift.loop_guard import LoopGuard
from app.shared.domain.drift.notices import Notice, NoticeId, NoticeState
from app.shared.domain.drift.records import DriftRecord, DriftState, FoundBy, RecordId
from app.shared.domain.drift.settings import DriftSettings
from app.shared.domain.planning.changes import Change
from app.shared.domain.structure.identifiers import ChannelId, GuildId, UserId
from app.shared.infrastructure.postgres.documents import from_document, to_document
from app.shared.infrastructure.postgres.many_rows import (
    given,
    guilds,
    insert_many,
    is_among_guilds,
    newest_of_each,
    update_many,
)
from app.shared.infrastructure.postgres.statements import Statements
from app.shared.infrastructure.postgres.tables import (
    drift_guards,
    drift_notices,
    drift_records,
    drift_settings,
)

_HOLD = select(
    func.pg_advisory_xact_lock(
        func.hashtextextended(
            func.concat(
                "drift ",
                func.unnest(bindparam("guild_ids", type_=ARRAY(BigInteger))).column_valued(),
            ),
            0,
        )
    )
)
_LASTING_OF = (
    select(drift_records)
    .where(is_among_guilds(drift_records), drift_records.c.ended_at.is_(None))
    .order_by(drift_records.c.id)
)
_ADD_RECORDS = insert_many(drift_records).returning(
    drift_records.c.guild_id, drift_records.c.change_id, drift_records.c.id
)
_SAVE_RECORDS = update_many(drift_records)
_SETTINGS_OF = select(drift_settings).where(is_among_guilds(drift_settings))
_ADD_NOTICES = insert_many(drift_notices).returning(drift_notices.c.guild_id, drift_notices.c.id)
_SAVE_NOTICES = update_many(drift_notices)
_LATEST_NOTICES = newest_of_each(drift_notices, drift_notices.c.id, *drift_notices.c)


class SqlDriftRecords(DriftRecords):
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def hold(self, *guild_ids: GuildId) -> None:
        # Let go with the transaction. Two guilds that share a number wait for each other in vain.
        # Always in the same order, so that no two wait for one another.
        await self._statements.all(_HOLD, guilds(guild_ids))

    async def add(self, record: DriftRecord) -> DriftRecord:
        statement = (
            insert(drift_records).values(**_record_row(record)).returning(drift_records.c.id)
        )
        return replace(record, id=RecordId(await self._statements.scalar(statement)))

    async def add_all(self, records: Iterable[DriftRecord]) -> tuple[DriftRecord, ...]:
        new = tuple(records)
        if not new:
            return ()
        kept = await self._statements.all(_ADD_RECORDS, given(map(_record_row, new)))
        ids = {(row.guild_id, row.change_id): RecordId(row.id) for row in kept}
        return tuple(replace(one, id=ids[one.guild_id, one.change.id]) for one in new)

    async def save_all(self, records: Iterable[DriftRecord]) -> None:
        rows = [{"id": one.id, **_record_row(one)} for one in records]
        if rows:
            await self._statements.change(_SAVE_RECORDS, given(rows))

    async def save(self, record: DriftRecord) -> None:
        await self._statements.execute(
            update(drift_records)
            .where(drift_records.c.id == record.id)
            .values(**_record_row(record))
        )

    async def lasting(self, guild_id: GuildId) -> tuple[DriftRecord, ...]:
        query = (
            select(drift_records)
            .where(drift_records.c.guild_id == guild_id, drift_records.c.ended_at.is_(None))
            .order_by(drift_records.c.id)
        )
        return tuple(map(_record, await self._statements.all(query)))

    async def lasting_of(
        self, guild_ids: Iterable[GuildId]
    ) -> Mapping[GuildId, tuple[DriftRecord, ...]]:
        found: dict[GuildId, list[DriftRecord]] = {}
        for row in await self._statements.all(_LASTING_OF, guilds(guild_ids)):
            record = _record(row)
            found.setdefault(record.guild_id, []).append(record)
        return {guild_id: tuple(records) for guild_id, records in found.items()}

    async def of_notice(self, notice: NoticeId) -> tuple[DriftRecord, ...]:
        query = (
            select(drift_records)
            .where(drift_records.c.notice_id == notice)
            .order_by(drift_records.c.id)
        )
        return tuple(map(_record, await self._statements.all(query)))

    async def list(
        self, guild_id: GuildId, limit: int = 50, before: RecordId | None = None
    ) -> tuple[DriftRecord, ...]:
        query = select(drift_records).where(drift_records.c.guild_id == guild_id)
        if before is not None:
            query = query.where(drift_records.c.id < before)
        found = query.order_by(drift_records.c.id.desc()).limit(limit)
        return tuple(map(_record, await self._statements.all(found)))


class SqlDriftSettings(AllDriftSettings):
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def of(self, guild_id: GuildId) -> DriftSettings:
        query = select(drift_settings).where(drift_settings.c.guild_id == guild_id)
        row = await self._statements.one_or_none(query)
        if row is None:
            return DriftSettings(guild_id=guild_id)
        return from_document(DriftSettings, row.settings)

    async def of_all(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, DriftSettings]:
        wanted = set(guild_ids)
        default = {guild_id: DriftSettings(guild_id=guild_id) for guild_id in wanted}
        return default | {
            GuildId(row.guild_id): from_document(DriftSettings, row.settings)
            for row in await self._statements.all(_SETTINGS_OF, guilds(wanted))
        }

    async def set(self, settings: DriftSettings) -> None:
        kept = {"settings": to_document(settings)}
        await self._statements.execute(
            upsert(drift_settings)
            .values(guild_id=settings.guild_id, **kept)
            .on_conflict_do_update(index_elements=["guild_id"], set_=kept)
        )


class SqlLoopGuards(LoopGuards):
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def of(self, guild_id: GuildId) -> tuple[LoopGuard, ...]:
        query = (
            select(drift_guards)
            .where(drift_guards.c.guild_id == guild_id)
            .order_by(drift_guards.c.place)
        )
        return tuple(
            LoopGuard(place=row.place, reverts=tuple(row.reverts), stopped_at=row.stopped_at)
            for row in await self._statements.all(query)
        )

    async def save(self, guild_id: GuildId, guards: Iterable[LoopGuard]) -> None:
        for guard in guards:
            kept = {"reverts": [*guard.reverts], "stopped_at": guard.stopped_at}
            await self._statements.execute(
                upsert(drift_guards)
                .values(guild_id=guild_id, place=guard.place, **kept)
                .on_conflict_do_update(index_elements=["guild_id", "place"], set_=kept)
            )


class SqlDriftNotices(DriftNotices):
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, notice: Notice) -> Notice:
        statement = (
            insert(drift_notices).values(**_notice_row(notice)).returning(drift_notices.c.id)
        )
        return replace(notice, id=NoticeId(await self._statements.scalar(statement)))

    async def add_all(self, notices: Iterable[Notice]) -> tuple[Notice, ...]:
        new = tuple(notices)
        if not new:
            return ()
        # One per guild: a second open one beside it is a conflict.
        kept = await self._statements.all(_ADD_NOTICES, given(map(_notice_row, new)))
        ids = {row.guild_id: NoticeId(row.id) for row in kept}
        return tuple(replace(one, id=ids[one.guild_id]) for one in new)

    async def save_all(self, notices: Iterable[Notice]) -> None:
        rows = [{"id": one.id, **_notice_row(one)} for one in notices]
        if rows:
            await self._statements.change(_SAVE_NOTICES, given(rows))

    async def save(self, notice: Notice) -> None:
        await self._statements.execute(
            update(drift_notices)
            .where(drift_notices.c.id == notice.id)
            .values(**_notice_row(notice))
        )

    async def get(self, guild_id: GuildId, id: NoticeId) -> Notice | None:
        query = select(drift_notices).where(
            drift_notices.c.guild_id == guild_id, drift_notices.c.id == id
        )
        row = await self._statements.one_or_none(query)
        return None if row is None else _notice(row)

    async def open(self, guild_id: GuildId) -> Notice | None:
        query = select(drift_notices).where(
            drift_notices.c.guild_id == guild_id, drift_notices.c.state == NoticeState.OPEN
        )
        row = await self._statements.one_or_none(query)
        return None if row is None else _notice(row)

    async def latest(self, guild_id: GuildId) -> Notice | None:
        query = (
            select(drift_notices)
            .where(drift_notices.c.guild_id == guild_id)
            .order_by(drift_notices.c.id.desc())
            .limit(1)
        )
        row = await self._statements.one_or_none(query)
        return None if row is None else _notice(row)

    async def latest_of(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, Notice]:
        rows = await self._statements.all(_LATEST_NOTICES, guilds(guild_ids))
        return {notice.guild_id: notice for notice in map(_notice, rows)}

    async def due(self, now: datetime, limit: int = 100) -> tuple[Notice, ...]:
        query = (
            select(drift_notices)
            .where(drift_notices.c.stale, drift_notices.c.due_at <= now)
            .order_by(drift_notices.c.due_at, drift_notices.c.id)
            .limit(limit)
        )
        return tuple(map(_notice, await self._statements.all(query)))


def _record_row(record: DriftRecord) -> dict[str, Any]:
    return {
        "guild_id": record.guild_id,
        "difference": record.difference,
        "change_id": record.change.id,
        "change": to_document(record.change),
        "sentence": record.sentence,
        "found_at": record.found_at,
        "found_by": record.found_by,
        "who": record.who,
        "who_name": record.who_name,
        "by_bot": record.by_bot,
        "done_at": record.done_at,
        "state": record.state,
        "settled_at": record.settled_at,
        "settled_by": record.settled_by,
        "ended_at": record.ended_at,
        "trouble": record.trouble,
        "notice_id": record.notice,
    }


def _record(row: Row[Any]) -> DriftRecord:
    return DriftRecord(
        id=RecordId(row.id),
        guild_id=GuildId(row.guild_id),
        difference=row.difference,
        change=from_document(Change, row.change),
        sentence=row.sentence,
        found_at=row.found_at,
        found_by=FoundBy(row.found_by),
        who=None if row.who is None else UserId(row.who),
        who_name=row.who_name,
        by_bot=row.by_bot,
        done_at=row.done_at,
        state=DriftState(row.state),
        settled_at=row.settled_at,
        settled_by=row.settled_by,
        ended_at=row.ended_at,
        trouble=row.trouble,
        notice=None if row.notice_id is None else NoticeId(row.notice_id),
    )


def _notice_row(notice: Notice) -> dict[str, Any]:
    return {
        "guild_id": notice.guild_id,
        "channel_id": notice.channel_id,
        "message_id": notice.message_id,
        "state": notice.state,
        "trouble": notice.trouble,
        "stale": notice.stale,
        "reposted": notice.reposted,
        "opened_at": notice.opened_at,
        "due_at": notice.due_at,
    }


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        id=NoticeId(row.id),
        guild_id=GuildId(row.guild_id),
        channel_id=ChannelId(row.channel_id),
        message_id=row.message_id,
        state=NoticeState(row.state),
        trouble=row.trouble,
        stale=row.stale,
        reposted=row.reposted,
        opened_at=row.opened_at,
        due_at=row.due_at,
    )
