"""Roles as the guild stores them."""

from dataclasses import dataclass
from enum import IntFlag


class RoleFlag(IntFlag):
    IN_PROMPT = 1 << 0


@dataclass(slots=True)
class RoleTags:
    """What manages a role. All empty never occurs: such a role has no tags."""

    bot_id: int | None = None
    integration_id: int | None = None
    subscription_listing_id: int | None = None
    premium_subscriber: bool = False
    available_for_purchase: bool = False
    guild_connections: bool = False


@dataclass(slots=True)
class Role:
    """`permissions` keeps every bit it was given; colours are 0xRRGGBB."""

    id: int
    name: str
    permissions: int = 0
    position: int = 1
    color: int = 0
    secondary_color: int | None = None
    tertiary_color: int | None = None
    hoist: bool = False
    managed: bool = False
    mentionable: bool = False
    icon: str | None = None
    unicode_emoji: str | None = None
    flags: int = 0
    tags: RoleTags | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """Greater ranks higher; on equal positions the older role does."""
        return (self.position, -self.id)
