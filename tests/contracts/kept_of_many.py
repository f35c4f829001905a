"""What every store keeps to where many guilds are asked about at once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.drift.notices import NoticeState
from app.shared.domain.drift.records import DriftState
from app.shared.domain.drift.settings import DriftSettings
from app.shared.domain.errors import Conflict
from app.shared.domain.guilds.admission import Decision
from app.shared.domain.guilds.presence import GuildPresence
from app.shared.domain.runs.run import RunHead, RunId, RunState
from app.shared.domain.structure.identifiers import ChannelId, GuildId, Key
from tests.contracts.kept import ELSEWHERE, keep_run
from tests.contracts.kept_drift import a_notice, a_record
from tests.contracts.kept_history import trail_entry
from tests.support.builders import GUILD, NOON, a_plan, a_run, a_version

NOWHERE = GuildId(3)
BOTH = (GUILD, ELSEWHERE, NOWHERE)


class KeptOfManyContract:
    @pytest.fixture
    def begin(self) -> BeginUnitOfWork:
        raise NotImplementedError("the adapter's test class provides this")

    async def test_records_of_many_guilds_come_back_as_they_were_kept(
        self, begin: BeginUnitOfWork
    ) -> None:
        new = (
            a_record(Key("rules"), who=None, who_name="", done_at=None),
            a_record(guild_id=ELSEWHERE),
            a_record(),
        )
        async with begin() as uow:
            notice = await uow.drift_notices.add(a_notice())
            added = await uow.drift_records.add_all([replace(new[0], notice=notice.id), *new[1:]])
            assert await uow.drift_records.add_all([]) == ()
            await uow.commit()

        assert [replace(one, id=new[0].id, notice=None) for one in added] == [*new]
        async with begin() as uow:
            lasting = await uow.drift_records.lasting_of(BOTH)
            assert lasting == {GUILD: (added[0], added[2]), ELSEWHERE: (added[1],)}
            gone = replace(added[0], state=DriftState.GONE, ended_at=NOON, settled_at=NOON)
            signed = replace(added[1], who_name="bob", trouble="")
            await uow.drift_records.save_all([gone, signed])
            await uow.drift_records.save_all([])
            await uow.commit()

        async with begin() as uow:
            lasting = await uow.drift_records.lasting_of(BOTH)
            assert lasting == {GUILD: (added[2],), ELSEWHERE: (signed,)}
            assert await uow.drift_records.list(GUILD) == (added[2], gone)

    async def test_of_many_records_none_is_kept_where_one_cannot_be(
        self, begin: BeginUnitOfWork
    ) -> None:
        async with begin() as uow:
            first = await uow.drift_records.add(a_record())
            await uow.commit()

        with pytest.raises(Conflict):  # noqa: PT012 (when it is told is not part of the contract)
            async with begin() as uow:
                await uow.drift_records.add_all([a_record(guild_id=ELSEWHERE), a_record()])
                await uow.commit()

        async with begin() as uow:
            assert await uow.drift_records.lasting_of(BOTH) == {GUILD: (first,)}

    async def test_those_who_hold_many_guilds_never_wait_for_one_another(
        self, begin: BeginUnitOfWork
    ) -> None:
        order: list[str] = []

        async def held(name: str, *guild_ids: GuildId) -> None:
            async with begin() as uow:
                await uow.drift_records.hold(*guild_ids)
                order.append(name)
                await uow.drift_records.add(a_record(Key(name), guild_id=GUILD))
                await uow.commit()

        async with begin() as uow:
            await uow.drift_records.hold(ELSEWHERE, GUILD)
            waiting = [
                asyncio.create_task(held("there", ELSEWHERE, GUILD)),
                asyncio.create_task(held("back", GUILD, ELSEWHERE)),
            ]
            for _ in range(10):
                await uow.drift_records.lasting(GUILD)
            assert order == []
            await uow.commit()
        async with asyncio.timeout(10):
            await asyncio.gather(*waiting)

        assert sorted(order) == ["back", "there"]

    async def test_settings_of_many_guilds_are_those_in_force(self, begin: BeginUnitOfWork) -> None:
        mine = DriftSettings(guild_id=GUILD, channel_id=ChannelId(1 << 62))
        async with begin() as uow:
            await uow.drift_settings.set(mine)
            await uow.commit()

        async with begin() as uow:
            found = await uow.drift_settings.of_all([GUILD, ELSEWHERE])
            assert found == {GUILD: mine, ELSEWHERE: DriftSettings(guild_id=ELSEWHERE)}

    async def test_the_latest_notices_of_many_guilds(self, begin: BeginUnitOfWork) -> None:
        async with begin() as uow:
            old, other = await uow.drift_notices.add_all([a_notice(), a_notice(ELSEWHERE)])
            closed = replace(old, state=NoticeState.CLOSED, message_id=1 << 60, trouble="Why")
            moved = replace(other, stale=False, due_at=NOON + timedelta(hours=1))
            await uow.drift_notices.save_all([closed, moved])
            (new,) = await uow.drift_notices.add_all([a_notice()])
            await uow.commit()

        async with begin() as uow:
            assert await uow.drift_notices.latest_of(BOTH) == {GUILD: new, ELSEWHERE: moved}
            assert await uow.drift_notices.get(GUILD, old.id) == closed
        with pytest.raises(Conflict):  # noqa: PT012 (when it is told is not part of the contract)
            async with begin() as uow:
                await uow.drift_notices.add_all([a_notice(NOWHERE), a_notice()])
                await uow.commit()

    async def test_where_runs_and_versions_of_many_guilds_stand(
        self, begin: BeginUnitOfWork
    ) -> None:
        plan, later = a_plan(), replace(a_plan(), made_at=NOON + timedelta(hours=1))
        await keep_run(begin, a_run("run-1", plan, state=RunState.SUCCEEDED, ended_at=NOON), plan)
        await keep_run(begin, a_run("run-2", later, state=RunState.RUNNING), later)
        async with begin() as uow:
            for number in (1, 2):
                await uow.versions.add(replace(a_version(), number=number))
            await uow.commit()

        async with begin() as uow:
            running = RunHead(id=RunId("run-2"), state=RunState.RUNNING, ended_at=None)
            assert await uow.runs.heads_of(BOTH) == {GUILD: running}
            assert await uow.versions.newest_of(BOTH) == {GUILD: 2}
            ended = replace(await uow.runs.get(running.id), state=RunState.FAILED, ended_at=NOON)
            await uow.runs.save(ended)
            heads = await uow.runs.heads_of([GUILD])
            assert heads == {GUILD: replace(running, state=RunState.FAILED, ended_at=NOON)}

    async def test_entries_of_many_guilds_are_kept_and_known(self, begin: BeginUnitOfWork) -> None:
        whole = trail_entry("drift.found", subject="one", before={"a": None}, after=[1 << 62])
        away = trail_entry("drift.found", subject="two", guild_id=ELSEWHERE)
        async with begin() as uow:
            await uow.trail.add_all([trail_entry("drift.adopted", subject="two"), whole, away])
            await uow.trail.add_all([])
            await uow.commit()

        async with begin() as uow:
            asked = [(GUILD, "one"), (GUILD, "two"), (ELSEWHERE, "one"), (ELSEWHERE, "two")]
            known = await uow.trail.known_of("drift.found", asked)
            assert known == {(GUILD, "one"), (ELSEWHERE, "two")}
            assert await uow.trail.known_of("drift.found", []) == frozenset()
            assert (await uow.trail.list(GUILD))[0] == whole
            assert (await uow.trail.list(ELSEWHERE)) == (away,)

    async def test_what_was_decided_on_many_guilds(self, begin: BeginUnitOfWork) -> None:
        here = GuildPresence(guild_id=GUILD, name="Copper", joined_at=NOON)
        async with begin() as uow:
            await uow.guild_presences.save(replace(here, decision=Decision.REFUSED))
            await uow.guild_presences.save(replace(here, guild_id=ELSEWHERE))
            await uow.commit()

        async with begin() as uow:
            assert await uow.guild_presences.decisions_on(BOTH) == {GUILD: Decision.REFUSED}
