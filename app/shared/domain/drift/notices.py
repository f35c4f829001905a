"""The one message that tells of a guild's open drift, through its life."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from app.shared.domain.structure.identifiers import ChannelId, GuildId

NoticeId = NewType("NoticeId", int)


class NoticeState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    """All that it told of is settled, and it says so."""
    WEB_ONLY = "web_only"
    """It cannot be shown in the channel; `trouble` says why."""
    MOVED = "moved"
    """People chose another place: what is open is told there, and the message says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`stale`: what it tells has changed since it was last sent, or it was not sent yet."""

    guild_id: GuildId
    channel_id: ChannelId
    opened_at: datetime
    due_at: datetime
    """Not shown or edited before: quiet hours hold it back, and so does a failure."""
    message_id: int | None = None
    """None until it was posted."""
    stale: bool = True
    reposted: bool = False
    """Somebody deleted it, and it was posted anew. That happens once."""
    state: NoticeState = NoticeState.OPEN
    trouble: str = ""
    id: NoticeId = NoticeId(0)
    """0 until it is kept."""
