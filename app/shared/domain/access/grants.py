"""Grants: what a role or a member was given here, on top of what Discord gives them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.shared.domain.access.rights import WHOLE_GUILD, GrantId, Right
from app.shared.domain.structure.identifiers import GuildId, UserId


class SubjectKind(StrEnum):
    ROLE = "role"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a grant is for, by Discord's id. The role with the guild's id is @everyone."""

    kind: SubjectKind
    id: int


UNSAVED = GrantId(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One row of what was given. It is never changed: it is revoked, and another one is given."""

    id: GrantId = UNSAVED
    guild_id: GuildId
    subject: Subject
    rights: frozenset[Right]
    objects: frozenset[str] = WHOLE_GUILD
    """`channel:<key>` (a category includes its channels) and `role:<key>`; empty for the guild."""
    expires_at: datetime | None = None
    granted_by: UserId | None
    """None for the operator of the host."""
    granted_at: datetime
    note: str = ""

    @property
    def is_for_everybody(self) -> bool:
        return self.subject == Subject(SubjectKind.ROLE, self.guild_id)

    def is_in_force(self, now: datetime) -> bool:
        return self.expires_at is None or now < self.expires_at
