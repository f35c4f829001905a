"""What Discord showed us of a guild at a moment, and what it did not show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from app.shared.domain.structure.identifiers import GuildId, Key, UserId
from app.shared.domain.structure.structure import Structure


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFacts:
    """What is true of a live role and cannot be designed."""

    position: int
    managed: bool = False
    """Belongs to an integration, a bot or to boosting: not ours to create, delete or assign."""
    bot_id: UserId | None = None
    members: int | None = None
    """How many members have it, where Discord told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFacts:
    """What is true of a live channel and cannot be designed."""

    position: int
    last_message_id: int | None = None
    """A snowflake: when something was last written here. None: never, or not a text channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who somebody is in the guild, for judging what they may do. `roles` leaves out @everyone."""

    user_id: UserId
    roles: frozenset[Key] = frozenset()
    owner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a snapshot does not show. Unseen is not deleted."""

    unseen_channels: frozenset[Key] = frozenset()
    """Ids of channels that exist and that the bot may not view; only those we had a reason to ask
    about (they are bound, or something seen points to them)."""
    sees_all_channels: bool = True
    """False when the bot is no administrator, so that channels may exist that nobody told us of."""
    unread: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Parts that could not be read (`onboarding`, `automod`, …), each with the reason, to be
    said."""

    @property
    def complete(self) -> bool:
        return self.sees_all_channels and not self.unseen_channels and not self.unread


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """One guild as it was read over REST. The keys in `structure` are decimal Discord ids.

    `keyed_by_bindings(snapshot.structure, bindings)` gives it in the blueprint's keys; facts stay
    keyed by id.
    """

    guild_id: GuildId
    taken_at: datetime
    owner_id: UserId
    structure: Structure
    role_facts: Mapping[Key, RoleFacts]
    channel_facts: Mapping[Key, ChannelFacts]
    bot: Standing
    features: frozenset[str] = frozenset()
    premium_tier: int = 0
    member_count: int | None = None
    requires_2fa: bool = False
    emojis: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    """The guild's own emojis: id → name."""
    coverage: Coverage = Coverage()
