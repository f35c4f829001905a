"""What is to be told in Discord of what was noticed, and from when on."""

from dataclasses import replace
from datetime import datetime, timedelta

from app.shared.application.ports.unit_of_work import UnitOfWork
from app.shared.domain.drift.following import Followed
from app.shared.domain.drift.notices import Notice, NoticeId, NoticeState
from app.shared.domain.drift.settings import DriftSettings
from app.shared.domain.structure.identifiers import ChannelId

_TRIED_AGAIN_AFTER = timedelta(minutes=10)
"""A channel that could not be written to is left alone for so long."""


async def tell_of(
    uow: UnitOfWork, followed: Followed, settings: DriftSettings, now: datetime
) -> NoticeId | None:
    """The notice that new records belong to, opened where there is none; None for the web only.

    A message that is there already is edited at any hour, since nobody is called by an edit.
    """
    settled = {one.notice for one in followed.settled} | {one.notice for one in followed.changed}
    open_one = await uow.drift_notices.open(settings.guild_id)
    if open_one is None:
        return await _opened(uow, settings, now) if followed.added else None
    if followed.added or open_one.id in settled:
        await uow.drift_notices.save(_stale(open_one, settings, now))
    return open_one.id


async def _opened(uow: UnitOfWork, settings: DriftSettings, now: datetime) -> NoticeId | None:
    channel = settings.channel_id
    if channel is None:
        return None
    last = await uow.drift_notices.latest(settings.guild_id)
    if last is not None and _is_shut(last, channel, now):
        return None
    notice = Notice(
        guild_id=settings.guild_id,
        channel_id=channel,
        opened_at=now,
        due_at=first_shown(settings, now),
    )
    return (await uow.drift_notices.add(notice)).id


async def tell_elsewhere(uow: UnitOfWork, settings: DriftSettings, now: datetime) -> None:
    """People chose another channel, or none: what is open is told there from now on."""
    guild_id, channel = settings.guild_id, settings.channel_id
    await uow.drift_records.hold(guild_id)
    open_one = await uow.drift_notices.open(guild_id)
    if open_one is not None:
        was_posted = open_one.message_id is not None
        moved = replace(open_one, state=NoticeState.MOVED, stale=was_posted, due_at=now)
        await uow.drift_notices.save(moved)
    told = [one for one in await uow.drift_records.lasting(guild_id) if one.is_open]
    new_id = None
    if told and channel is not None:
        notice = Notice(
            guild_id=guild_id,
            channel_id=channel,
            opened_at=now,
            due_at=first_shown(settings, now),
        )
        new_id = (await uow.drift_notices.add(notice)).id
    for record in told:
        await uow.drift_records.save(replace(record, notice=new_id))


def first_shown(settings: DriftSettings, now: datetime) -> datetime:
    hours = settings.quiet_hours
    return (None if hours is None else hours.end_of(now)) or now


def _is_shut(last: Notice, channel: ChannelId, now: datetime) -> bool:
    return (
        last.state is NoticeState.WEB_ONLY
        and last.channel_id == channel
        and now - last.opened_at < _TRIED_AGAIN_AFTER
    )


def _stale(notice: Notice, settings: DriftSettings, now: datetime) -> Notice:
    if notice.message_id is not None:
        return replace(notice, stale=True, due_at=now)
    channel = settings.channel_id or notice.channel_id
    due = max(notice.due_at, first_shown(settings, now))
    return replace(notice, stale=True, channel_id=channel, due_at=due)
