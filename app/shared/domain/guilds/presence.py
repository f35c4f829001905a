"""That the bot is, or was, in a guild, and how it stands there."""

from dataclasses import dataclass
from datetime import datetime

from app.shared.domain.guilds.admission import Decision
from app.shared.domain.structure.identifiers import GuildId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """`missing` are names of permissions that the bot needs and does not have; `roles_above` the
    names of those roles that it cannot change because they stand above its own, top first."""

    missing: tuple[str, ...] = ()
    roles_above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildPresence:
    """`left_at` is set from when the bot left until it is back; `unavailable_since` while Discord
    says that the guild is down. `place` is None before it was looked at."""

    guild_id: GuildId
    name: str
    joined_at: datetime
    left_at: datetime | None = None
    owner_id: UserId | None = None
    unavailable_since: datetime | None = None
    place: PlaceFacts | None = None
    decision: Decision | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
