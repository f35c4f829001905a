"""Drift is written down once, signed, followed through its life, and never our own doing."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from app.shared.application.blueprints.save_version import SaveVersion, SaveVersionCommand
from app.shared.application.drift.adopt_drift import AdoptDrift, AdoptDriftCommand
from app.shared.application.drift.compare_live import CompareLive, CompareLiveCommand
from app.shared.application.drift.ignore_drift import IgnoreDrift, IgnoreDriftCommand
from app.shared.application.drift.notice_drift import (
    Noticed,
    NoticeDrift,
    NoticeDriftCommand,
    Outcome,
)
from app.shared.application.drift.settling import DriftChanged
from app.shared.application.planning.plan_guild import PlanGuild, PlanGuildCommand
from app.shared.application.ports.guild_gateway import AuditEntry, GuildNotFound
from app.shared.domain.drift.notices import Notice, NoticeState
from app.shared.domain.drift.quiet_hours import QuietHours
from app.shared.domain.drift.records import DriftRecord, DriftState, FoundBy
from app.shared.domain.drift.settings import DriftSettings, FieldRule
from app.shared.domain.planning.changes import Subject
from app.shared.domain.runs.run import RunState
from app.shared.domain.structure.identifiers import ChannelId, UserId
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.documents import FileDocuments
from tests.support.builders import BOT, GUILD, OWNER
from tests.support.gate import a_gate
from tests.support.scene import Scene

TEXT = """version: 1
roles:
  - name: Helper
    hoist: true
channels:
  - text: lobby
    topic: Hi
  - text: hall
"""
CHANNEL = ChannelId(555)


class Watched:
    """A guild with a design applied, and somebody who looks at it."""

    def __init__(self) -> None:
        self.scene = Scene()
        self.use_case = NoticeDrift(self.scene.store, self.scene.gateway, self.scene.clock)

    async def begin(self) -> None:
        await self.save(TEXT)
        await self.apply()
        self.pass_time(60)

    def pass_time(self, seconds: float) -> None:
        self.scene.clock.advance(seconds)
        self.scene.guild.now = self.scene.clock.now()

    async def save(self, text: str) -> None:
        use_case = SaveVersion(
            self.scene.store, FileDocuments(), a_gate(self.scene.store), self.scene.clock
        )
        blueprint = read_blueprint(text)
        await use_case(SaveVersionCommand(guild_id=GUILD, blueprint=blueprint, text=text))

    async def apply(self) -> None:
        plan = PlanGuild(self.scene.store, self.scene.gateway, self.scene.clock)
        stored = await plan(PlanGuildCommand(guild_id=GUILD))
        await self.scene.work(await self.scene.approved(stored))

    async def set(self, **fields: Any) -> None:
        async with self.scene.store() as uow:
            await uow.drift_settings.set(DriftSettings(guild_id=GUILD, **fields))
            await uow.commit()

    async def look(self, **fields: Any) -> Noticed:
        return await self.use_case(NoticeDriftCommand(guild_id=GUILD, **fields))

    def channel(self, name: str) -> dict[str, Any]:
        return next(one for one in self.scene.guild.channels.values() if one["name"] == name)

    def spoil(self, name: str = "lobby", topic: str = "Spoilt", by: UserId = OWNER) -> AuditEntry:
        channel = self.channel(name)
        channel["topic"] = topic
        self.scene.guild.note(by, 11, channel["id"], "")
        return self.scene.guild.audit[0]

    def records(self) -> list[DriftRecord]:
        return list(self.scene.store.tables.drift_records.values())

    def notices(self) -> list[Notice]:
        return list(self.scene.store.tables.drift_notices.values())


@pytest.fixture
async def watched() -> Watched:
    watched = Watched()
    await watched.begin()
    return watched


async def test_a_guild_as_it_was_left_has_nothing_to_write_down(watched: Watched) -> None:
    noticed = await watched.look()

    assert (noticed.outcome, noticed.followed.is_news) == (Outcome.LOOKED, False)
    assert watched.records() == []


async def test_a_difference_is_written_down_with_what_was_and_who_did_it(
    watched: Watched,
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


async def test_looking_again_writes_nothing_more(watched: Watched) -> None:
    entry = watched.spoil()
    await watched.look(heard=(entry,))
    before = watched.scene.store.tables

    noticed = await watched.look(heard=(entry,))

    assert not noticed.followed.is_news
    assert watched.scene.store.tables is before


async def test_who_it_was_is_filled_in_once_it_is_heard(watched: Watched) -> None:
    entry = watched.spoil()
    first = await watched.look()

    second = await watched.look(heard=(entry,))

    assert (first.unsigned, second.unsigned) == (True, True)
    assert not (await watched.look(heard=(entry,), ask_audit_log=True)).unsigned
    assert [record.who for record in watched.records()] == [OWNER]
    assert [record.who for record in second.followed.changed] == [OWNER]
    assert [record.who_name for record in watched.records()] == [f"user{OWNER}"]


async def test_discord_is_asked_who_it_was_only_where_that_is_wanted(watched: Watched) -> None:
    watched.spoil()
    await watched.look()
    assert watched.records()[0].who is None

    await watched.look(ask_audit_log=True)

    assert watched.records()[0].who == OWNER


async def test_a_bot_is_told_by_its_role(watched: Watched) -> None:
    other = UserId(78)
    role = watched.scene.guild.new_role({"name": "Other", "permissions": "8"})
    watched.scene.guild.roles[role].update(managed=True, tags={"bot_id": str(other)})
    entry = watched.spoil(by=other)

    await watched.look(heard=(entry,))

    assert [(record.who, record.by_bot) for record in watched.records()] == [(other, True)]


async def test_what_our_own_bot_did_is_signed_by_nobody(watched: Watched) -> None:
    entry = watched.spoil(by=BOT)

    await watched.look(heard=(entry,), ask_audit_log=True)

    assert [record.who for record in watched.records()] == [None]


async def test_what_is_changed_again_is_the_same_record(watched: Watched) -> None:
    await watched.look(heard=(watched.spoil(),))
    first = watched.records()
    watched.pass_time(5)

    noticed = await watched.look(heard=(watched.spoil(topic="Worse"),))

    (record,) = watched.records()
    assert record.id == first[0].id
    assert record.change.fields[0].before == "Worse"
    assert noticed.followed.changed == (record,)


async def test_what_is_put_back_by_hand_is_gone(watched: Watched) -> None:
    await watched.look(heard=(watched.spoil(),))
    watched.spoil(topic="Hi")

    await watched.look()

    (record,) = watched.records()
    assert (record.state, record.ended_at) == (DriftState.GONE, watched.scene.clock.now())
    assert watched.scene.trail()[-1] == "drift.put_back"


async def test_what_a_run_put_back_is_reverted_by_who_asked_for_it(watched: Watched) -> None:
    await watched.look(heard=(watched.spoil(),))
    watched.pass_time(5)
    await watched.apply()

    await watched.look()

    (record,) = watched.records()
    assert (record.state, record.settled_by) == (DriftState.REVERTED, "operator")


async def test_what_is_adopted_is_settled_in_the_same_transaction(watched: Watched) -> None:
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


async def test_what_a_later_version_says_as_well_is_adopted(watched: Watched) -> None:
    await watched.look(heard=(watched.spoil(),))
    watched.pass_time(5)
    await watched.save(TEXT.replace("Hi", "Spoilt"))

    await watched.look()

    assert [record.state for record in watched.records()] == [DriftState.ADOPTED]


async def test_while_a_run_is_under_way_nobody_looks(watched: Watched) -> None:
    watched.spoil()
    tables = watched.scene.store.tables
    ((run_id, (run, plan_id)),) = tables.runs.items()
    tables.runs[run_id] = (replace(run, state=RunState.RUNNING, ended_at=None), plan_id)

    noticed = await watched.look()

    assert noticed.outcome is Outcome.LATER
    assert watched.records() == []


async def test_a_run_that_comes_between_looking_and_writing_is_no_drift(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = watched.scene.gateway
    await watched.save(TEXT.replace("Hi", "New"))
    observe, late = gateway.observe, [True]

    async def observe_late(*args: Any) -> Snapshot:
        """The answer is under way when a whole run comes and goes."""
        seen = await observe(*args)
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


async def test_shortly_after_a_run_discord_is_asked_instead_of_events(watched: Watched) -> None:
    lagging = await watched.scene.gateway.observe(GUILD)
    await watched.save(TEXT.replace("Hi", "New"))
    await watched.apply()

    just_now = await watched.look(live=lambda _: lagging)

    assert not just_now.followed.is_news
    watched.pass_time(60)
    assert (await watched.look(live=lambda _: lagging)).followed.is_news


async def test_before_anything_was_applied_nothing_is_watched() -> None:
    assert (await Watched().look()).outcome is Outcome.NOT_WATCHED


async def test_ignored_fields_are_not_told_of(watched: Watched) -> None:
    await watched.set(ignored=(FieldRule(subject=Subject.CHANNEL, key="lobby", field="topic"),))
    watched.spoil()
    assert not (await watched.look()).followed.is_news

    watched.channel("lobby")["nsfw"] = True
    await watched.look()

    (record,) = watched.records()
    assert [field.field for field in record.change.fields] == ["nsfw"]
    assert "topic" not in record.sentence


async def ignore(watched: Watched, *ids: str, actor: str = "operator", **fields: Any) -> None:
    scene = watched.scene
    use_case = IgnoreDrift(scene.store, a_gate(scene.store), watched.use_case, scene.clock)
    await use_case(IgnoreDriftCommand(guild_id=GUILD, ids=frozenset(ids), actor=actor, **fields))


async def test_what_somebody_ignores_is_told_again_once_it_changes(watched: Watched) -> None:
    await watched.look(heard=(watched.spoil(),))
    await ignore(watched, watched.records()[0].difference)
    assert not (await watched.look()).followed.is_news

    noticed = await watched.look(heard=(watched.spoil(topic="Worse"),))

    assert [record.state for record in watched.records()] == [DriftState.IGNORED, DriftState.OPEN]
    assert noticed.followed.added == (watched.records()[1],)


async def test_ignoring_twice_is_once_and_can_be_taken_back(watched: Watched) -> None:
    await watched.look(heard=(watched.spoil(),))
    (record,) = watched.records()
    await ignore(watched, record.difference)
    await ignore(watched, record.difference)
    assert watched.scene.trail().count("drift.ignored") == 1

    await ignore(watched, record.difference, ignore=False)

    assert watched.records() == [record]


async def test_what_nobody_has_noticed_yet_can_be_ignored_as_well(watched: Watched) -> None:
    watched.spoil()
    compare = CompareLive(watched.scene.store, watched.scene.gateway)
    (found,) = (await compare(CompareLiveCommand(guild_id=GUILD))).differences

    await ignore(watched, found.id)

    (record,) = watched.records()
    assert (record.state, record.who) == (DriftState.IGNORED, OWNER)


async def test_what_has_changed_since_is_not_ignored(watched: Watched) -> None:
    await watched.look(heard=(watched.spoil(),))

    with pytest.raises(DriftChanged):
        await ignore(watched, "channel:lobby:update:00000000")


async def test_a_stranger_ignores_nothing(watched: Watched) -> None:
    await watched.look(heard=(watched.spoil(),))

    with pytest.raises(GuildNotFound):
        await ignore(watched, watched.records()[0].difference, actor="user:999")

    assert watched.records()[0].is_open


async def test_news_open_one_notice_and_later_ones_join_it(watched: Watched) -> None:
    await watched.set(channel_id=CHANNEL)
    await watched.look(heard=(watched.spoil(),))
    await watched.look(heard=(watched.spoil("hall"),))

    (notice,) = watched.notices()
    assert (notice.channel_id, notice.stale, notice.state) == (CHANNEL, True, NoticeState.OPEN)
    assert [record.notice for record in watched.records()] == [notice.id, notice.id]


async def test_without_a_channel_it_is_told_on_the_web_only(watched: Watched) -> None:
    await watched.look(heard=(watched.spoil(),))

    assert watched.notices() == []


async def test_quiet_hours_hold_the_first_message_back_but_no_edit(watched: Watched) -> None:
    now = watched.scene.clock.now()
    hours = QuietHours(begins=time(now.hour), ends=time(now.hour + 1), zone="UTC")
    await watched.set(channel_id=CHANNEL, quiet_hours=hours)
    await watched.look(heard=(watched.spoil(),))
    (notice,) = watched.notices()
    assert notice.due_at == now.replace(hour=now.hour + 1, minute=0, second=0)

    watched.scene.store.tables.drift_notices[notice.id] = replace(notice, message_id=9, stale=False)
    await watched.look(heard=(watched.spoil("hall"),))

    (notice,) = watched.notices()
    assert (notice.stale, notice.due_at) == (True, now)


async def test_a_channel_that_was_shut_is_left_alone_for_a_while(watched: Watched) -> None:
    await watched.set(channel_id=CHANNEL)
    await watched.look(heard=(watched.spoil(),))
    (notice,) = watched.notices()
    shut = replace(notice, state=NoticeState.WEB_ONLY, stale=False)
    watched.scene.store.tables.drift_notices[notice.id] = shut

    await watched.look(heard=(watched.spoil("hall"),))
    assert watched.notices() == [shut]

    watched.pass_time(timedelta(hours=1).total_seconds())
    await watched.look(heard=(watched.spoil("hall", "Other"),))
    watched.channel("lobby")["nsfw"] = True
    watched.scene.guild.roles[max(watched.scene.guild.roles)]["hoist"] = False
    await watched.look()

    assert len(watched.notices()) == 2
