"""Who somebody is in a guild, as far as rights follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from app.shared.domain.permissions.bits import ADMINISTRATOR, MANAGE_GUILD
from app.shared.domain.structure.identifiers import GuildId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """What a member holds in a guild, as the bot read it over REST.

    `permissions` are those of the guild itself: every known bit for the owner and for
    administrators, otherwise what @everyone and the member's roles give together (next to nothing
    while the member is timed out). `avatar` is an address or None.
    """

    guild_id: GuildId
    user_id: UserId
    name: str
    display_name: str
    avatar: str | None
    owner: bool
    roles: frozenset[int]
    """Without @everyone, whose id is the guild's and which every member has."""
    permissions: int
    role_names: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    """What the member's roles are called, for sentences; empty where nobody told."""

    @property
    def administrator(self) -> bool:
        return bool(self.permissions & ADMINISTRATOR)

    @property
    def manages_server(self) -> bool:
        return bool(self.permissions & MANAGE_GUILD)

    def has_role(self, role_id: int) -> bool:
        return role_id in self.roles or role_id == self.guild_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedRole:
    """One role of a live guild with its place among the others."""

    id: int
    name: str
    permissions: int
    color: int = 0
    managed: bool = False
    """Belongs to a bot, an integration or to boosting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hierarchy:
    """The owner and the roles of a live guild, from top to bottom, @everyone last."""

    guild_id: GuildId
    owner_id: UserId
    roles: tuple[RankedRole, ...]

    def name_of(self, role_id: int) -> str | None:
        return next((role.name for role in self.roles if role.id == role_id), None)

    def stands_above(self, member: Membership, role_id: int) -> bool:
        """Whether the member could give the role by hand, rank alone considered: it stands below
        their highest one (topics/permissions, "Permission Hierarchy"). The owner is above all; a
        role that is not there is below nobody."""
        places = {role.id: place for place, role in enumerate(self.roles)}
        if role_id not in places:
            return False
        own = (places[role] for role in (*member.roles, self.guild_id) if role in places)
        return member.owner or places[role_id] > min(own, default=len(places))
