"""A glance at what was touched writes down what a look at the whole guild would write down."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared.application.drift.notice_drift import Outcome
from app.shared.domain.drift.records import DriftRecord, DriftState
from app.shared.domain.errors import Unavailable
from app.shared.domain.runs.run import RunState
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key, UserId
from tests.support.builders import GUILD, OWNER
from tests.support.chance import Chance, Seeded
from tests.support.examples import examples
from tests.unit.bot.drift.watched_by_events import WatchedByEvents, as_told

OTHER = UserId(5150)


@pytest.fixture
async def by_events() -> WatchedByEvents:
    by_events = WatchedByEvents()
    await by_events.begin()
    return by_events


def open_ones(by_events: WatchedByEvents) -> list[DriftRecord]:
    return [record for record in by_events.watched.records() if record.is_open]


async def test_a_glance_writes_down_what_was_changed_and_by_whom(
    by_events: WatchedByEvents,
) -> None:
    whole = by_events.reading.whole
    by_events.edit("lobby", OTHER, topic="By hand")

    looked = await by_events.look()

    (record,) = by_events.watched.records()
    (field,) = record.change.fields
    assert (field.field, field.before, field.after) == ("topic", "By hand", "Hi")
    assert (record.who, looked.noticed.outcome) == (OTHER, Outcome.LOOKED)
    assert by_events.reading.whole == whole
    assert not by_events.heard.is_waiting


async def test_what_is_put_back_is_gone_at_a_glance(by_events: WatchedByEvents) -> None:
    by_events.edit("lobby", topic="By hand")
    await by_events.look()
    whole = by_events.reading.whole
    by_events.edit("lobby", topic="Hi")

    await by_events.look()

    (record,) = by_events.watched.records()
    assert record.state is DriftState.GONE
    assert by_events.watched.scene.trail()[-1] == "drift.put_back"
    assert by_events.reading.whole == whole


async def test_what_a_glance_noted_is_part_of_the_next_whole_look(
    by_events: WatchedByEvents,
) -> None:
    by_events.edit("lobby", topic="By hand")
    await by_events.look()
    whole = by_events.reading.whole
    by_events.edit("hall", position=17)

    await by_events.look()

    assert by_events.reading.whole == whole + 1
    assert {record.change.key for record in open_ones(by_events)} >= {"lobby"}
    kept = await by_events.live.get(GUILD)
    assert kept is not None
    assert kept.heard == ()
    assert {one["topic"] for one in kept.raw["channels"].values()} == {"By hand", None}


@pytest.mark.parametrize("change", ["put", "drop"])
async def test_another_live_guild_takes_a_whole_look(
    by_events: WatchedByEvents, change: str
) -> None:
    whole = by_events.reading.whole
    kept = await by_events.live.get(GUILD)
    assert kept is not None
    raw = {**kept.raw, "channels": {}}
    if change == "put":
        await by_events.live.put(GUILD, raw, after=kept.version, reconciled_at=None)
    else:
        await by_events.live.drop(GUILD)
    by_events.edit("lobby", topic="By hand")

    await by_events.look()
    await by_events.look()

    assert by_events.reading.whole > whole


async def test_a_run_of_ours_that_comes_between_is_no_drift(by_events: WatchedByEvents) -> None:
    watched = by_events.watched
    await watched.save("version: 1\nchannels:\n  - text: lobby\n    topic: Ours\n")
    await watched.apply()
    by_events.tell("CHANNEL_UPDATE", as_told(watched.channel("lobby")))

    looked = await by_events.look()

    assert not looked.noticed.followed.is_news
    watched.pass_time(60)
    by_events.edit("lobby", topic="By hand")
    await by_events.look()
    (record,) = watched.records()
    assert record.change.fields[0].after == "Ours"


async def test_nothing_is_written_down_while_a_run_is_under_way(
    by_events: WatchedByEvents,
) -> None:
    store = by_events.watched.scene.store
    ((run, _),) = store.tables.runs.values()
    async with store() as uow:
        await uow.runs.save(replace(run, state=RunState.RUNNING, ended_at=None))
        await uow.commit()
    by_events.edit("lobby", topic="By the run")

    looked = await by_events.look()

    assert looked.noticed.outcome is Outcome.LATER
    assert by_events.watched.records() == []


async def test_things_that_were_bound_anew_take_a_whole_look(by_events: WatchedByEvents) -> None:
    hall = by_events.watched.channel("hall")
    async with by_events.watched.scene.store() as uow:
        await uow.bindings.unbind(GUILD, Kind.CHANNEL, Key("lobby"))
        await uow.bindings.bind(GUILD, Kind.CHANNEL, Key("lobby"), int(hall["id"]))
        await uow.commit()
    whole = by_events.reading.whole
    by_events.edit("lobby", topic="Nobody's by now")

    await by_events.look()

    assert by_events.reading.whole == whole + 1
    told = {
        (one.change.key, field.before)
        for one in open_ones(by_events)
        for field in one.change.fields
    }
    assert "Nobody's by now" not in {before for _, before in told}


async def test_what_a_run_may_have_put_back_takes_a_whole_look(
    by_events: WatchedByEvents,
) -> None:
    by_events.edit("hall", topic="By hand")
    await by_events.look()
    by_events.watched.pass_time(5)
    store = by_events.watched.scene.store
    ((run, _),) = store.tables.runs.values()
    async with store() as uow:
        await uow.runs.save(replace(run, ended_at=by_events.watched.scene.clock.now()))
        await uow.commit()
    by_events.watched.pass_time(60)
    await by_events.look()
    by_events.edit("lobby", topic="By hand")
    await by_events.look()
    whole = by_events.reading.whole

    by_events.edit("lobby", topic="Hi")
    await by_events.look()
    assert by_events.reading.whole == whole
    by_events.edit("hall", topic=None)
    await by_events.look()

    assert by_events.reading.whole == whole + 1
    assert [record.state for record in by_events.watched.records()] == [DriftState.GONE] * 2


@pytest.mark.parametrize("away", ["redis", "database"])
async def test_nothing_is_lost_where_a_store_is_away(by_events: WatchedByEvents, away: str) -> None:
    by_events.edit("lobby", OTHER, topic="By hand")
    for calls in range(1, 12):
        if away == "redis":
            by_events.live.unavailable = 1
        else:
            by_events.watched.scene.store.unavailable = 1
        try:
            await by_events.look()
        except Unavailable:
            by_events.edit("hall", OTHER, topic=f"Try {calls}")
    by_events.live.unavailable = by_events.watched.scene.store.unavailable = 0

    await by_events.look()

    found = {record.change.key: record for record in open_ones(by_events)}
    assert found.keys() == {"lobby", "hall"}
    assert {record.who for record in found.values()} == {OTHER}


async def test_a_guild_that_may_not_use_it_is_not_glanced_at(by_events: WatchedByEvents) -> None:
    by_events.edit("lobby", topic="By hand")
    by_events.shut_out()

    looked = await by_events.look()

    assert looked.noticed.outcome is Outcome.NOT_WATCHED
    assert by_events.watched.records() == []
    assert await by_events.live.get(GUILD) is None


def something(chance: Chance, by_events: WatchedByEvents) -> None:
    """That people do to a channel; most of it is seen at a glance."""
    name = chance.one_of(["lobby", "hall"])
    fields: dict[str, Any] = chance.one_of(
        [
            {"topic": "Hi"},
            {"topic": None},
            {"topic": "By hand"},
            {"rate_limit_per_user": 5},
            {"rate_limit_per_user": 0},
            {"nsfw": True},
            {"position": 7},
            {
                "permission_overwrites": [
                    {"id": str(GUILD), "type": 0, "allow": "0", "deny": "1024"}
                ]
            },
            {"permission_overwrites": []},
        ]
    )
    by_events.edit(name, chance.one_of([OWNER, OTHER]), **fields)


@given(st.integers(0, 2**32))
@examples(8)
def test_glances_write_down_what_whole_looks_do(seed: int) -> None:
    asyncio.run(_looks_agree(seed))


async def _looks_agree(seed: int) -> None:
    """The same is done in two guilds, of which one is always looked at whole."""
    glanced, whole = WatchedByEvents(), WatchedByEvents(glances=False)
    chances = Seeded(seed), Seeded(seed)
    for by_events in (glanced, whole):
        await by_events.begin()
    looks = glanced.reading.whole, whole.reading.whole
    for number in range(8):
        for by_events, chance in zip((glanced, whole), chances, strict=True):
            for _ in range(chance.number(1, 3)):
                something(chance, by_events)
                by_events.watched.pass_time(chance.number(0, 2))
            by_events.heard.ask_audit_log = number % 3 == 2
            await by_events.look()

        assert glanced.watched.records() == whole.watched.records()
        assert glanced.watched.scene.trail() == whole.watched.scene.trail()
    assert glanced.reading.whole - looks[0] <= whole.reading.whole - looks[1] == 8
