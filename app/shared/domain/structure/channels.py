"""What a channel is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple

from app.shared.domain.structure.identifiers import Key, Target


class ChannelType(IntEnum):
    """Discord's numbers for the channel types a guild's structure is made of."""

    TEXT = 0
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    STAGE = 13
    FORUM = 15
    MEDIA = 16


TEXT_LIKE = frozenset(
    {ChannelType.TEXT, ChannelType.ANNOUNCEMENT, ChannelType.FORUM, ChannelType.MEDIA}
)
VOICE_LIKE = frozenset({ChannelType.VOICE, ChannelType.STAGE})
POSTS = frozenset({ChannelType.FORUM, ChannelType.MEDIA})
"""The types whose content is posts with tags."""


class Overwrite(NamedTuple):
    """What a channel allows and denies one role or member. Unknown bits are kept.

    An overwrite of (0, 0) changes nothing for anybody but is an object that Discord stores and
    shows, so it is not the same as no overwrite. A tuple, since a full guild has fifty thousand of
    them and comparing tuples takes a fifth of the time.
    """

    allow: int = 0
    deny: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Emoji:
    """A unicode emoji (`name` is the character, `id` is None) or one of the guild's own.

    Of one with an id the name is only for people: Discord often leaves it out, so two are the
    same when their ids are.
    """

    name: str | None = None
    id: int | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Emoji) and self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)

    @property
    def _identity(self) -> tuple[int | None, str | None]:
        return (self.id, None if self.id is not None else self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A forum or media tag. Its key is unique within its channel; posts hang on its id."""

    key: Key
    name: str
    moderated: bool = False
    emoji: Emoji | None = None


Access = Mapping[Target, Overwrite]
NO_ACCESS: Access = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One channel or category, complete: every field has a value, Discord's default if need be.

    Which fields a type really has is said by `fields.CHANNEL_FIELDS`; on other types they stand
    at their default and are neither compared nor sent.
    """

    key: Key
    type: ChannelType
    name: str
    parent: Key | None = None
    access: Access = field(default_factory=lambda: NO_ACCESS)
    topic: str = ""
    nsfw: bool = False
    slowmode: int = 0
    """Seconds a member waits between messages (or, in a forum, between posts)."""
    bitrate: int = 64000
    user_limit: int = 0
    """0 is no limit."""
    region: str | None = None
    """The voice region; None lets Discord choose."""
    video_quality: int = 1
    """1 automatic, 2 full (720p)."""
    archive_after: int | None = None
    """Minutes of silence after which new threads are archived; None is Discord's default."""
    thread_slowmode: int = 0
    """Seconds between messages, copied to each new thread."""
    tags: tuple[Tag, ...] = ()
    default_reaction: Emoji | None = None
    sort_order: int | None = None
    """0 latest activity, 1 creation date; None is Discord's default."""
    layout: int = 0
    """How a forum shows its posts: 0 not set, 1 list, 2 gallery."""
    flags: int = 0
    """Discord's channel flags that a person can set; see `fields.SETTABLE_FLAGS`."""
