"""Who may set what happens about drift, and what is kept of it."""

from dataclasses import replace
from typing import Any

import pytest

from app.shared.application.access.gate import Gate
from app.shared.application.drift.drift_settings import (
    LetRevertGoOn,
    LetRevertGoOnCommand,
    SetDriftSettings,
    SetDriftSettingsCommand,
    ShowDriftSettings,
)
from app.shared.domain.access.grants import Subject as Whom
from app.shared.domain.access.grants import SubjectKind
from app.shared.domain.access.refusals import AccessDenied
from app.shared.domain.access.rights import Right
from app.shared.domain.drift.loop_guard import LoopGuard
from app.shared.domain.drift.notices import Notice, NoticeState
from app.shared.domain.drift.settings import DriftSettings, DriftSettingsRefused, FieldRule
from app.shared.domain.planning.changes import Subject
from app.shared.domain.structure.identifiers import ChannelId, Key, UserId
from tests.contracts.kept_drift import a_record
from tests.support.builders import GUILD, NOON, OWNER
from tests.support.scene import Scene

TOPIC = FieldRule(subject=Subject.CHANNEL, key="lobby", field="topic")
NAME = FieldRule(subject=Subject.CHANNEL, key="lobby", field="name")
STOPPED = LoopGuard(place="channel:lobby:topic", reverts=(NOON,), stopped_at=NOON)


class Settings:
    def __init__(self) -> None:
        self.scene = Scene()
        self.gate = Gate(self.scene.rights_of)

    def granted(self, *rights: Right, **fields: Any) -> UserId:
        user = self.scene.guild.add_member()
        self.scene.grant(Whom(SubjectKind.USER, user), *rights, **fields)
        return user

    async def set(self, actor: str, **fields: Any) -> DriftSettings:
        use_case = SetDriftSettings(self.scene.store, self.gate, self.scene.clock)
        settings = DriftSettings(guild_id=GUILD, **fields)
        return await use_case(SetDriftSettingsCommand(settings=settings, actor=actor))

    async def let_go_on(self, actor: str, *places: str) -> tuple[LoopGuard, ...]:
        use_case = LetRevertGoOn(self.scene.store, self.gate, self.scene.clock)
        return await use_case(
            LetRevertGoOnCommand(guild_id=GUILD, places=frozenset(places), actor=actor)
        )


@pytest.fixture
def settings() -> Settings:
    return Settings()


async def test_who_may_design_says_what_is_told_and_ignored(settings: Settings) -> None:
    designer = settings.granted(Right.DESIGN)

    kept = await settings.set(f"user:{designer}", channel_id=ChannelId(5), ignored=(TOPIC,))

    shown = await ShowDriftSettings(settings.scene.store)(GUILD)
    assert shown.settings == kept
    assert (kept.channel_id, kept.ignored) == (5, (TOPIC,))
    assert settings.scene.trail() == ["drift.settings_set"]


async def test_who_may_only_look_sets_nothing(settings: Settings) -> None:
    viewer = settings.granted(Right.VIEW)

    with pytest.raises(AccessDenied):
        await settings.set(f"user:{viewer}", channel_id=ChannelId(5))

    assert settings.scene.trail() == []


async def test_a_right_for_some_parts_is_not_enough(settings: Settings) -> None:
    designer = settings.granted(Right.DESIGN, objects=frozenset({"channel:lobby"}))

    with pytest.raises(AccessDenied, match="whole"):
        await settings.set(f"user:{designer}", channel_id=ChannelId(5))


async def test_what_is_put_back_by_itself_takes_the_right_to_apply(settings: Settings) -> None:
    designer = settings.granted(Right.DESIGN)
    both = settings.granted(Right.DESIGN, Right.APPLY)

    with pytest.raises(AccessDenied):
        await settings.set(f"user:{designer}", auto_revert=(TOPIC,))
    kept = await settings.set(f"user:{both}", auto_revert=(TOPIC,))

    assert kept.revert_as == both


async def test_it_is_done_for_whoever_chose_it_whoever_sets_the_rest(settings: Settings) -> None:
    designer = settings.granted(Right.DESIGN)
    await settings.set(f"user:{OWNER}", auto_revert=(TOPIC,))

    kept = await settings.set(f"user:{designer}", auto_revert=(TOPIC,), ignored=(NAME,))
    assert kept.revert_as == OWNER

    forged = await settings.set(f"user:{designer}", revert_as=OWNER)
    assert forged.revert_as is None


async def test_to_ignore_less_takes_the_right_to_apply_where_things_are_put_back(
    settings: Settings,
) -> None:
    """What is no longer ignored would be put back in the name of whoever chose that."""
    designer = settings.granted(Right.DESIGN)
    both = settings.granted(Right.DESIGN, Right.APPLY)
    await settings.set(f"user:{OWNER}", auto_revert=(TOPIC,), ignored=(NAME, TOPIC))

    with pytest.raises(AccessDenied):
        await settings.set(f"user:{designer}", auto_revert=(TOPIC,), ignored=(NAME,))
    kept = await settings.set(f"user:{both}", auto_revert=(TOPIC,), ignored=(NAME,))

    assert kept.revert_as == both


async def test_the_hosts_operator_is_nobody_to_revert_as(settings: Settings) -> None:
    with pytest.raises(DriftSettingsRefused, match="Nobody stands behind"):
        await settings.set("operator", auto_revert=(TOPIC,))


async def test_setting_what_holds_leaves_no_trace(settings: Settings) -> None:
    await settings.set(f"user:{OWNER}", channel_id=ChannelId(5))
    await settings.set(f"user:{OWNER}", channel_id=ChannelId(5))

    assert settings.scene.trail() == ["drift.settings_set"]


async def test_what_has_stopped_is_shown_until_somebody_lets_it_go_on(settings: Settings) -> None:
    settings.scene.store.tables.loop_guards[GUILD, STOPPED.place] = STOPPED
    designer = settings.granted(Right.DESIGN)
    show = ShowDriftSettings(settings.scene.store)
    assert (await show(GUILD)).stopped == (STOPPED,)

    with pytest.raises(AccessDenied):
        await settings.let_go_on(f"user:{designer}")
    assert await settings.let_go_on(f"user:{OWNER}", "channel:hall:topic") == ()
    assert await settings.let_go_on(f"user:{OWNER}") == (STOPPED,)
    assert await settings.let_go_on(f"user:{OWNER}") == ()

    assert (await show(GUILD)).stopped == ()
    assert settings.scene.trail() == ["drift.revert_let_go_on"]


async def test_only_what_is_let_go_on_is_tried_again(settings: Settings) -> None:
    """Others would stop again at once, and be told of as if somebody had fought over them anew."""
    helper = LoopGuard(place="channel:lobby:access.role:helper", reverts=(NOON,), stopped_at=NOON)
    settings.scene.store.tables.loop_guards[GUILD, helper.place] = helper
    async with settings.scene.store() as uow:
        await uow.drift_records.add(a_record(trouble="It stopped.", sentence="Lobby."))
        await uow.drift_records.add(a_record(Key("hall"), trouble="No.", sentence="Hall."))
        await uow.commit()

    await settings.let_go_on(f"user:{OWNER}", helper.place)
    records = settings.scene.store.tables.drift_records
    left = {one.sentence: one.trouble for one in records.values()}
    await settings.let_go_on(f"user:{OWNER}")

    tables = settings.scene.store.tables
    assert left == {"Lobby.": "", "Hall.": "No."}
    assert not any(one.trouble for one in tables.drift_records.values())
    assert [entry.details["sentences"] for entry in tables.trail] == [["Lobby."], ["Hall."]]


async def test_what_is_settled_by_now_is_named_by_its_place(settings: Settings) -> None:
    settings.scene.store.tables.loop_guards[GUILD, STOPPED.place] = STOPPED

    await settings.let_go_on(f"user:{OWNER}")

    (entry,) = settings.scene.store.tables.trail
    assert entry.details["sentences"] == ["The topic of the channel lobby"]


async def test_a_channel_that_is_shut_is_said(settings: Settings) -> None:
    async with settings.scene.store() as uow:
        notice = await uow.drift_notices.add(
            Notice(guild_id=GUILD, channel_id=ChannelId(5), opened_at=NOON, due_at=NOON)
        )
        await uow.commit()
    show = ShowDriftSettings(settings.scene.store)
    assert (await show(GUILD)).not_told is None

    shut = replace(notice, state=NoticeState.WEB_ONLY, trouble="The channel is gone.")
    settings.scene.store.tables.drift_notices[notice.id] = shut

    assert (await show(GUILD)).not_told == shut
