"""What is to be told in Discord of what was noticed, and from when on."""

from dataclasses import replace
from datetime import datetime, timedelta

from app.shared.application.ports.unit_of_work import UnitOfWork
from app.shared.domain.drift.following import Followed
from app.shared.domain.drift.notices import Notice, NoticeState
from app.shared.domain.drift.settings import DriftSettings
from app.shared.domain.structure.identifiers import ChannelId

_TRIED_AGAIN_AFTER = timedelta(minutes=10)
"""A channel that could not be written to is left alone for so long."""


def told_in(
    last: Notice | None, followed: Followed, settings: DriftSettings, now: datetime
) -> Notice | None:
    """The notice that tells of it, where it has to be kept anew: the guild's `last` one if that is
    open, or else one without an id yet. None for the web only, and where nothing is to be told.

    A message that is there already is edited at any hour, since nobody is called by an edit.
    """
    if last is not None and last.state is NoticeState.OPEN:
        told = {one.notice for one in (*followed.settled, *followed.changed)}
        is_news = bool(followed.added) or last.id in told
        return _stale(last, settings, now) if is_news else None
    channel = settings.channel_id
    if channel is None or not followed.added or (last and _is_shut(last, channel, now)):
        return None
    return Notice(
        guild_id=settings.guild_id,
        channel_id=channel,
        opened_at=now,
        due_at=first_shown(settings, now),
    )


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
