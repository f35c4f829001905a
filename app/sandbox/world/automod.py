"""Auto moderation rules as the guild stores them."""

from dataclasses import dataclass, field
from enum import IntEnum


class Trigger(IntEnum):
    KEYWORD = 1
    SPAM = 3
    KEYWORD_PRESET = 4
    MENTION_SPAM = 5
    MEMBER_PROFILE = 6


class ActionType(IntEnum):
    BLOCK_MESSAGE = 1
    SEND_ALERT_MESSAGE = 2
    TIMEOUT = 3
    BLOCK_MEMBER_INTERACTION = 4


@dataclass(slots=True)
class AutoModAction:
    """`metadata` in Discord's own shape: channel_id, duration_seconds or custom_message."""

    type: ActionType
    metadata: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class AutoModRule:
    """`event_type` 1 is a message that is sent, 2 a member's profile."""

    id: int
    guild_id: int
    creator_id: int
    name: str
    event_type: int
    trigger_type: Trigger
    trigger_metadata: dict[str, object] = field(default_factory=dict)
    actions: list[AutoModAction] = field(default_factory=list)
    enabled: bool = False
    exempt_roles: list[int] = field(default_factory=list)
    exempt_channels: list[int] = field(default_factory=list)
