"""Channels as the guild stores them: one shape for all kinds, fields of other kinds at rest."""

from dataclasses import dataclass, field
from enum import IntEnum, IntFlag


class ChannelType(IntEnum):
    TEXT = 0
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    STAGE = 13
    FORUM = 15
    MEDIA = 16


VOICE_LIKE = frozenset({ChannelType.VOICE, ChannelType.STAGE})
THREAD_ONLY = frozenset({ChannelType.FORUM, ChannelType.MEDIA})
TEXT_LIKE = frozenset({ChannelType.TEXT, ChannelType.ANNOUNCEMENT}) | THREAD_ONLY


class ChannelFlag(IntFlag):
    REQUIRE_TAG = 1 << 4
    HIDE_MEDIA_DOWNLOAD_OPTIONS = 1 << 15
    OBFUSCATED = 1 << 17
    IS_SPOILER = 1 << 21


class OverwriteType(IntEnum):
    ROLE = 0
    MEMBER = 1


@dataclass(slots=True)
class Overwrite:
    """What one role or member may do differently in one channel."""

    id: int
    type: OverwriteType
    allow: int = 0
    deny: int = 0

    @property
    def is_empty(self) -> bool:
        return self.allow == 0 and self.deny == 0


@dataclass(slots=True)
class ForumTag:
    id: int
    name: str
    moderated: bool = False
    emoji_id: int | None = None
    emoji_name: str | None = None


@dataclass(slots=True)
class DefaultReaction:
    """Exactly one of the two is set."""

    emoji_id: int | None = None
    emoji_name: str | None = None


@dataclass(slots=True)
class Channel:
    """`overwrites` is keyed by the role's or member's id."""

    id: int
    guild_id: int
    type: ChannelType
    name: str
    position: int = 0
    parent_id: int | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    flags: int = 0
    topic: str | None = None
    nsfw: bool = False
    rate_limit_per_user: int = 0
    bitrate: int = 64_000
    user_limit: int = 0
    rtc_region: str | None = None
    video_quality_mode: int = 1
    default_auto_archive_duration: int | None = None
    default_thread_rate_limit_per_user: int = 0
    available_tags: list[ForumTag] = field(default_factory=list)
    default_reaction: DefaultReaction | None = None
    default_sort_order: int | None = None
    default_forum_layout: int = 0
    last_message_id: int | None = None
    last_pin_at: float | None = None

    @property
    def effective_overwrites(self) -> dict[int, tuple[int, int]]:
        """Allow and deny by id, without the empty ones: what syncing compares."""
        return {
            key: (overwrite.allow, overwrite.deny)
            for key, overwrite in self.overwrites.items()
            if not overwrite.is_empty
        }
