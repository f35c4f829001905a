"""Drift is written down once, signed, followed through its life, and never our own doing."""

from dataclasses import replace
from typing import Any

import pytest

from app.shared.application.blueprints.import_guild import ImportGuild, ImportGuildCommand
from app.shared.application.drift.adopt_drift import AdoptDrift, AdoptDriftCommand
from app.shared.application.drift.compare_live import CompareLive, CompareLiveCommand, Drifted
from app.shared.application.drift.ignore_drift import IgnoreDrift, IgnoreDriftCommand
from app.shared.application.drift.notice_drift import Outcome
from app.shared.application.drift.settling import DriftChanged
from app.shared.application.ports.guild_gateway import GuildNotFound
from app.shared.domain.drift.records import DriftState, FoundBy
from app.shared.domain.drift.settings import FieldRule
from app.shared.domain.planning.changes import Change, ChangeKind, Risk, Subject
from app.shared.domain.runs.run import RunState
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.infrastructure.files.documents import FileDocuments
from tests.support.builders import GUILD, OWNER
from tests.support.gate import a_gate
from tests.support.pseudo_language import speaking_pseudo
from tests.support.watched_guild import TEXT, WatchedGuild


async def test_a_guild_as_it_was_left_has_nothing_to_write_down(watched: WatchedGuild) -> None:
    noticed = await watched.look()

    assert (noticed.outcome, noticed.followed.is_news) == (Outcome.LOOKED, False)
    assert watched.records() == []


async def test_a_difference_is_written_down_with_what_was_and_who_did_it(
    watched: WatchedGuild,
) -> None:
    entry = watched.spoil()

    await watched.look(heard=(entry,), ask_audit_log=True)

    (record,) = watched.records()
    (field,) = record.change.fields
    assert (field.field, field.before, field.after) == ("topic", "Spoilt", "Hi")
    assert (record.who, record.who_name, record.by_bot) == (OWNER, f"user{OWNER}", False)
    assert (record.done_at, record.found_at) == (entry.at, watched.scene.clock.now())
    assert (record.state, record.found_by) == (DriftState.OPEN, FoundBy.EVENT)
    assert watched.scene.trail()[-1] == "drift.found"


async def test_looking_again_writes_nothing_more(watched: WatchedGuild) -> None:
    entry = watched.spoil()
    await watched.look(heard=(entry,))
    before = watched.scene.store.tables

    noticed = await watched.look(heard=(entry,))

    assert not noticed.followed.is_news
    assert watched.scene.store.tables is before


async def test_what_is_changed_again_is_the_same_record(watched: WatchedGuild) -> None:
    await watched.look(heard=(watched.spoil(),))
    first = watched.records()
    watched.pass_time(5)

    noticed = await watched.look(heard=(watched.spoil(topic="Worse"),))

    (record,) = watched.records()
    assert record.id == first[0].id
    assert record.change.fields[0].before == "Worse"
    assert noticed.followed.changed == (record,)


async def test_what_is_put_back_by_hand_is_gone(watched: WatchedGuild) -> None:
    await watched.look(heard=(watched.spoil(),))
    watched.spoil(topic="Hi")

    await watched.look()

    (record,) = watched.records()
    assert (record.state, record.ended_at) == (DriftState.GONE, watched.scene.clock.now())
    assert watched.scene.trail()[-1] == "drift.put_back"


async def test_what_a_run_put_back_is_reverted_by_who_asked_for_it(watched: WatchedGuild) -> None:
    await watched.look(heard=(watched.spoil(),))
    watched.pass_time(5)
    await watched.apply()

    await watched.look()

    (record,) = watched.records()
    assert (record.state, record.settled_by) == (DriftState.REVERTED, "operator")


async def test_what_is_adopted_is_settled_in_the_same_transaction(watched: WatchedGuild) -> None:
    scene = watched.scene
    await watched.look(heard=(watched.spoil(),))
    adopt = AdoptDrift(
        scene.store, scene.gateway, FileDocuments(), a_gate(scene.store), scene.clock
    )
    ids = frozenset(record.difference for record in watched.records())

    await adopt(AdoptDriftCommand(guild_id=GUILD, ids=ids))

    (record,) = watched.records()
    assert (record.state, record.settled_by) == (DriftState.ADOPTED, "operator")
    assert not (await watched.look()).followed.is_news


async def test_what_a_later_version_says_as_well_is_adopted(watched: WatchedGuild) -> None:
    await watched.look(heard=(watched.spoil(),))
    watched.pass_time(5)
    await watched.save(TEXT.replace("Hi", "Spoilt"))

    await watched.look()

    assert [record.state for record in watched.records()] == [DriftState.ADOPTED]


async def test_while_a_run_is_under_way_nobody_looks(watched: WatchedGuild) -> None:
    watched.spoil()
    tables = watched.scene.store.tables
    ((run_id, (run, plan_id)),) = tables.runs.items()
    tables.runs[run_id] = (replace(run, state=RunState.RUNNING, ended_at=None), plan_id)

    noticed = await watched.look()

    assert noticed.outcome is Outcome.LATER
    assert watched.records() == []


async def test_a_run_that_comes_between_looking_and_writing_is_no_drift(
    watched: WatchedGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = watched.scene.gateway
    await watched.save(TEXT.replace("Hi", "New"))
    observe, late = gateway.observe, [True]

    async def observe_late(*args: Any, **named: Any) -> Snapshot:
        """The answer is under way when a whole run comes and goes."""
        seen = await observe(*args, **named)
        if late and late.pop():
            watched.pass_time(1)
            await watched.apply()
        return seen

    monkeypatch.setattr(gateway, "observe", observe_late)

    noticed = await watched.look()

    assert noticed.outcome is Outcome.LATER
    assert watched.records() == []
    assert (await watched.look()).outcome is Outcome.LOOKED
    assert watched.records() == []


async def test_shortly_after_a_run_discord_is_asked_instead_of_events(
    watched: WatchedGuild,
) -> None:
    lagging = await watched.scene.gateway.observe(GUILD)
    await watched.save(TEXT.replace("Hi", "New"))
    await watched.apply()

    just_now = await watched.look(live=lambda _: lagging)

    assert not just_now.followed.is_news
    watched.pass_time(60)
    assert (await watched.look(live=lambda _: lagging)).followed.is_news


async def test_before_anything_was_applied_nothing_is_watched() -> None:
    assert (await WatchedGuild().look()).outcome is Outcome.NOT_WATCHED


async def test_ignored_fields_are_not_told_of(watched: WatchedGuild) -> None:
    await watched.set(ignored=(FieldRule(subject=Subject.CHANNEL, key="lobby", field="topic"),))
    watched.spoil()
    assert not (await watched.look()).followed.is_news

    watched.channel("lobby")["nsfw"] = True
    await watched.look()

    (record,) = watched.records()
    assert [field.field for field in record.change.fields] == ["nsfw"]
    assert "topic" not in record.sentence


async def test_an_ignored_field_makes_no_other_difference_of_it(watched: WatchedGuild) -> None:
    await watched.set(ignored=(FieldRule(subject=Subject.CHANNEL, field="nsfw"),))
    await watched.look(heard=(watched.spoil(),))
    await ignore(watched, watched.records()[0].difference)

    watched.channel("lobby")["nsfw"] = True
    noticed = await watched.look()

    assert not noticed.followed.is_news
    assert [record.state for record in watched.records()] == [DriftState.IGNORED]


async def test_a_difference_has_one_id_wherever_it_is_looked_at(watched: WatchedGuild) -> None:
    await watched.set(ignored=(FieldRule(subject=Subject.CHANNEL, field="nsfw"),))
    watched.channel("lobby")["nsfw"] = True
    await watched.look(heard=(watched.spoil(),))

    compare = CompareLive(watched.scene.store, watched.scene.gateway)
    (found,) = (await compare(CompareLiveCommand(guild_id=GUILD))).differences

    assert [record.difference for record in watched.records()] == [found.id]
    assert watched.scene.trail().count("drift.found") == 1


async def test_what_an_import_bound_anew_counts_at_the_next_look(watched: WatchedGuild) -> None:
    old = watched.channel("lobby")
    channels = watched.scene.guild.channels
    again = {**old, "id": str(int(old["id"]) + 1000)}
    channels[int(again["id"])] = again
    del channels[int(old["id"])]
    await watched.look()
    scene = watched.scene
    use_case = ImportGuild(scene.store, scene.gateway, a_gate(scene.store), scene.clock)
    await use_case(ImportGuildCommand(guild_id=GUILD))

    await watched.look()

    fresh = await CompareLive(scene.store, scene.gateway)(CompareLiveCommand(guild_id=GUILD))
    told = {record.difference for record in watched.records() if record.is_open}
    assert told == {one.id for one in fresh.differences}


async def ignore(watched: WatchedGuild, *ids: str, actor: str = "operator", **fields: Any) -> None:
    scene = watched.scene
    use_case = IgnoreDrift(scene.store, a_gate(scene.store), watched.use_case, scene.clock)
    await use_case(IgnoreDriftCommand(guild_id=GUILD, ids=frozenset(ids), actor=actor, **fields))


async def test_what_somebody_ignores_is_told_again_once_it_changes(watched: WatchedGuild) -> None:
    await watched.look(heard=(watched.spoil(),))
    await ignore(watched, watched.records()[0].difference)
    assert not (await watched.look()).followed.is_news

    noticed = await watched.look(heard=(watched.spoil(topic="Worse"),))

    assert [record.state for record in watched.records()] == [DriftState.IGNORED, DriftState.OPEN]
    assert noticed.followed.added == (watched.records()[1],)


async def test_what_is_ignored_stays_so_when_another_language_is_spoken(
    watched: WatchedGuild,
) -> None:
    lobby, hall = watched.channel("lobby"), watched.channel("hall")
    lobby["position"], hall["position"] = hall["position"], lobby["position"]
    watched.scene.guild.note(OWNER, 11, lobby["id"])
    await watched.look()
    (record,) = watched.records()
    await ignore(watched, record.difference)

    with speaking_pseudo():
        noticed = await watched.look()

    assert record.change.subject is Subject.ORDER
    assert not noticed.followed.is_news
    assert [one.state for one in watched.records()] == [DriftState.IGNORED]


def test_a_difference_is_the_same_one_whatever_it_is_said_to_lose() -> None:
    change = Change(
        subject=Subject.CHANNEL,
        kind=ChangeKind.DELETE,
        key=Key("memes"),
        name="memes",
        risk=Risk.DESTRUCTIVE,
        loses="All its messages are lost for good; the last one is from 2026-11-27.",
    )
    later = replace(change, loses="All its messages are lost for good; the last one is from today.")
    renamed = replace(change, name="jokes")

    first, second, third = (
        Drifted(change=one, sentence="", by=None).id for one in (change, later, renamed)
    )

    assert first == second
    assert first != third


async def test_ignoring_twice_is_once_and_can_be_taken_back(watched: WatchedGuild) -> None:
    await watched.look(heard=(watched.spoil(),))
    (record,) = watched.records()
    await ignore(watched, record.difference)
    await ignore(watched, record.difference)
    assert watched.scene.trail().count("drift.ignored") == 1

    await ignore(watched, record.difference, ignore=False)

    assert watched.records() == [record]


async def test_what_nobody_has_noticed_yet_can_be_ignored_as_well(watched: WatchedGuild) -> None:
    watched.spoil()
    compare = CompareLive(watched.scene.store, watched.scene.gateway)
    (found,) = (await compare(CompareLiveCommand(guild_id=GUILD))).differences

    await ignore(watched, found.id)

    (record,) = watched.records()
    assert (record.state, record.who) == (DriftState.IGNORED, OWNER)


async def test_what_has_changed_since_is_not_ignored(watched: WatchedGuild) -> None:
    await watched.look(heard=(watched.spoil(),))

    with pytest.raises(DriftChanged):
        await ignore(watched, "channel:lobby:update:00000000")


async def test_a_stranger_ignores_nothing(watched: WatchedGuild) -> None:
    await watched.look(heard=(watched.spoil(),))

    with pytest.raises(GuildNotFound):
        await ignore(watched, watched.records()[0].difference, actor="user:999")

    assert watched.records()[0].is_open
