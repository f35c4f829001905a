"""Where and when people are told of drift."""

from dataclasses import replace
from datetime import time, timedelta

from app.shared.domain.drift.notices import NoticeState
from app.shared.domain.drift.quiet_hours import QuietHours
from tests.support.watched_guild import CHANNEL, WatchedGuild


async def test_news_open_one_notice_and_later_ones_join_it(watched: WatchedGuild) -> None:
    await watched.set(channel_id=CHANNEL)
    await watched.look(heard=(watched.spoil(),))
    await watched.look(heard=(watched.spoil("hall"),))

    (notice,) = watched.notices()
    assert (notice.channel_id, notice.stale, notice.state) == (CHANNEL, True, NoticeState.OPEN)
    assert [record.notice for record in watched.records()] == [notice.id, notice.id]


async def test_without_a_channel_it_is_told_on_the_web_only(watched: WatchedGuild) -> None:
    await watched.look(heard=(watched.spoil(),))

    assert watched.notices() == []


async def test_quiet_hours_hold_the_first_message_back_but_no_edit(watched: WatchedGuild) -> None:
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


async def test_a_channel_that_was_shut_is_left_alone_for_a_while(watched: WatchedGuild) -> None:
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
