"""What every store keeps to about drift."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.drift.loop_guard import LoopGuard
from app.shared.domain.drift.notices import Notice, NoticeId, NoticeState
from app.shared.domain.drift.quiet_hours import QuietHours
from app.shared.domain.drift.records import DriftRecord, DriftState, FoundBy, RecordId
from app.shared.domain.drift.settings import DriftSettings, FieldRule
from app.shared.domain.errors import Conflict
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Subject
from app.shared.domain.structure.identifiers import ChannelId, GuildId, Key, UserId
from tests.contracts.kept import ELSEWHERE, LOBBY
from tests.support.builders import GUILD, NOON

ANN = UserId(1 << 62)
_LONG_ENOUGH = 30
"""Round trips in which somebody who does not wait would have got there first."""


def a_difference(key: Key = LOBBY, **fields: Any) -> Change:
    access = FieldChange(field="access.role:helper", before={"allow": 1, "deny": 0}, after=None)
    change = Change(
        subject=Subject.CHANNEL, kind=ChangeKind.ACCESS, key=key, name="lobby", fields=(access,)
    )
    return replace(change, **fields)


def a_record(key: Key = LOBBY, **fields: Any) -> DriftRecord:
    change = a_difference(key)
    record = DriftRecord(
        guild_id=GUILD,
        difference=f"{change.id}:0123abcd",
        change=change,
        sentence="#lobby is not as planned.",
        found_at=NOON,
        found_by=FoundBy.EVENT,
        who=ANN,
        who_name="ann",
        by_bot=True,
        done_at=NOON - timedelta(seconds=1),
        trouble="Somebody else must approve it.",
    )
    return replace(record, **fields)


def a_notice(guild_id: GuildId = GUILD, **fields: Any) -> Notice:
    notice = Notice(guild_id=guild_id, channel_id=ChannelId(1 << 61), opened_at=NOON, due_at=NOON)
    return replace(notice, **fields)


class KeptDriftContract:
    @pytest.fixture
    def begin(self) -> BeginUnitOfWork:
        raise NotImplementedError("the adapter's test class provides this")

    async def test_records_come_back_as_they_were_kept(self, begin: BeginUnitOfWork) -> None:
        settled: dict[str, Any] = {
            "state": DriftState.REVERTED,
            "settled_at": NOON,
            "settled_by": "user:7",
            "ended_at": NOON,
        }
        async with begin() as uow:
            notice = await uow.drift_notices.add(a_notice())
            open_one = await uow.drift_records.add(a_record(notice=notice.id))
            other = await uow.drift_records.add(a_record(Key("rules"), who=None, done_at=None))
            await uow.drift_records.add(a_record(guild_id=ELSEWHERE))
            await uow.drift_records.save(replace(other, **settled))
            await uow.commit()

        async with begin() as uow:
            assert await uow.drift_records.lasting(GUILD) == (open_one,)
            assert await uow.drift_records.of_notice(notice.id) == (open_one,)
            expected = (replace(other, **settled), open_one)
            assert await uow.drift_records.list(GUILD) == expected
            assert await uow.drift_records.list(GUILD, limit=1) == expected[:1]
            assert await uow.drift_records.list(GUILD, before=other.id) == (open_one,)
            assert open_one.id != RecordId(0)

    async def test_one_change_has_one_record_until_that_has_ended(
        self, begin: BeginUnitOfWork
    ) -> None:
        async with begin() as uow:
            first = await uow.drift_records.add(a_record())
            await uow.commit()

        with pytest.raises(Conflict):  # noqa: PT012 (when it is told is not part of the contract)
            async with begin() as uow:
                await uow.drift_records.add(a_record())
                await uow.commit()
        async with begin() as uow:
            await uow.drift_records.save(replace(first, state=DriftState.GONE, ended_at=NOON))
            second = await uow.drift_records.add(a_record())
            await uow.commit()

        async with begin() as uow:
            assert await uow.drift_records.lasting(GUILD) == (second,)

    async def test_who_holds_a_guilds_drift_keeps_the_others_waiting(
        self, begin: BeginUnitOfWork
    ) -> None:
        order: list[str] = []

        async def second() -> None:
            async with begin() as uow:
                await uow.drift_records.hold(GUILD)
                order.append(f"saw {len(await uow.drift_records.lasting(GUILD))}")

        async with begin() as uow, begin() as elsewhere:
            await uow.drift_records.hold(GUILD)
            await elsewhere.drift_records.hold(ELSEWHERE)
            waiting = asyncio.create_task(second())
            for _ in range(_LONG_ENOUGH):
                await uow.drift_records.lasting(GUILD)
            await uow.drift_records.add(a_record())
            order.append("added")
            await uow.commit()
        await waiting

        assert order == ["added", "saw 1"]

    async def test_a_guild_that_set_nothing_has_the_default_settings(
        self, begin: BeginUnitOfWork
    ) -> None:
        settings = DriftSettings(
            guild_id=GUILD,
            channel_id=ChannelId(1 << 62),
            quiet_hours=QuietHours(begins=time(22, 30), ends=time(7), zone="Europe/Vienna"),
            ignored=(FieldRule(subject=Subject.CHANNEL, key="lobby", field="topic"),),
            auto_revert=(FieldRule(subject=Subject.ROLE, field="permissions"),),
            revert_as=ANN,
        )
        async with begin() as uow:
            await uow.drift_settings.set(DriftSettings(guild_id=GUILD))
            await uow.drift_settings.set(settings)
            await uow.commit()

        async with begin() as uow:
            assert await uow.drift_settings.of(GUILD) == settings
            assert await uow.drift_settings.of(ELSEWHERE) == DriftSettings(guild_id=ELSEWHERE)

    async def test_guards_are_kept_by_place(self, begin: BeginUnitOfWork) -> None:
        topic = LoopGuard(place="channel:lobby:topic", reverts=(NOON,))
        name = LoopGuard(place="channel:lobby:name")
        async with begin() as uow:
            await uow.loop_guards.save(GUILD, [topic, name])
            await uow.loop_guards.save(GUILD, [replace(topic, stopped_at=NOON)])
            await uow.commit()

        async with begin() as uow:
            assert await uow.loop_guards.of(GUILD) == (name, replace(topic, stopped_at=NOON))
            assert await uow.loop_guards.of(ELSEWHERE) == ()

    async def test_a_guild_has_one_open_notice(self, begin: BeginUnitOfWork) -> None:
        async with begin() as uow:
            first = await uow.drift_notices.add(a_notice())
            await uow.drift_notices.add(a_notice(ELSEWHERE))
            await uow.commit()

        with pytest.raises(Conflict):  # noqa: PT012 (when it is told is not part of the contract)
            async with begin() as uow:
                await uow.drift_notices.add(a_notice())
                await uow.commit()
        closed = replace(first, state=NoticeState.CLOSED, message_id=1 << 60, trouble="Why")
        async with begin() as uow:
            assert await uow.drift_notices.open(GUILD) == first
            await uow.drift_notices.save(closed)
            second = await uow.drift_notices.add(a_notice())
            await uow.commit()

        async with begin() as uow:
            assert await uow.drift_notices.open(GUILD) == second
            assert await uow.drift_notices.latest(GUILD) == second
            assert await uow.drift_notices.get(GUILD, first.id) == closed
            assert await uow.drift_notices.get(ELSEWHERE, first.id) is None
            assert await uow.drift_notices.latest(GuildId(3)) is None

    async def test_what_is_to_be_told_is_listed_once_it_is_due(
        self, begin: BeginUnitOfWork
    ) -> None:
        later = NOON + timedelta(hours=1)
        async with begin() as uow:
            due = await uow.drift_notices.add(a_notice())
            held_back = await uow.drift_notices.add(a_notice(ELSEWHERE, due_at=later))
            await uow.drift_notices.add(a_notice(GuildId(3), stale=False))
            await uow.commit()

        async with begin() as uow:
            assert await uow.drift_notices.due(NOON) == (due,)
            assert await uow.drift_notices.due(later) == (due, held_back)
            assert await uow.drift_notices.due(later, limit=1) == (due,)
            assert due.id != NoticeId(0)
