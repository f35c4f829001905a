"""API tokens: what a program may do on behalf of a person, never more than they may themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

from app.shared.domain.access.rights import Right, Rights
from app.shared.domain.structure.identifiers import GuildId, UserId

TokenId = NewType("TokenId", int)
UNSAVED = TokenId(0)


class Scope(StrEnum):
    READ = "read"
    PLAN = "plan"
    APPLY = "apply"
    MANAGE = "manage"


SCOPE_RIGHTS: Mapping[Scope, frozenset[Right]] = MappingProxyType(
    {
        Scope.READ: frozenset({Right.VIEW}),
        Scope.PLAN: frozenset({Right.VIEW, Right.DESIGN}),
        Scope.APPLY: frozenset({Right.VIEW, Right.APPROVE, Right.APPLY, Right.ROLLBACK}),
        Scope.MANAGE: frozenset({Right.VIEW, Right.MANAGE_ACCESS}),
    }
)
"""What each scope lets through of the owner's rights. A token may have several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A token without its text, which only its maker has seen."""

    id: TokenId = UNSAVED
    name: str
    owner: UserId
    guild_id: GuildId | None = None
    """The only guild it is good for; None for all in which its owner holds something."""
    scopes: frozenset[Scope]
    created_at: datetime
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    """At most a minute behind."""
    revoked_at: datetime | None = None

    def is_good(self, now: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)

    @property
    def rights(self) -> frozenset[Right]:
        return frozenset[Right]().union(*(SCOPE_RIGHTS[scope] for scope in self.scopes))


def narrowed(rights: Rights, to: frozenset[Right]) -> Rights:
    """What is left of somebody's rights when only these are let through."""
    return Rights(
        held=rights.held & to,
        reasons=tuple(reason for reason in rights.reasons if reason.right in to),
        limited_to=MappingProxyType({r: o for r, o in rights.limited_to.items() if r in to}),
    )
