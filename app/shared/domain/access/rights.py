"""What somebody may do with a guild here, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

GrantId = NewType("GrantId", int)


class Right(StrEnum):
    """From looking to handing out. Every right implies VIEW."""

    VIEW = "view"
    DESIGN = "design"
    """Save versions and make plans."""
    APPROVE = "approve"
    """Review plans: approve or reject them for others to apply."""
    APPLY = "apply"
    """Make plans, start runs, and pause, resume or cancel them."""
    ROLLBACK = "rollback"
    """Plan the way back from a run, and start it."""
    MANAGE_ACCESS = "manage_access"
    """Grant and revoke what one holds oneself, and set the policy."""


class Source(StrEnum):
    OWNER = "owner"
    ADMINISTRATOR = "administrator"
    MANAGE_SERVER = "manage_server"
    GRANT = "grant"
    OPERATOR = "operator"
    """Runs the host and works at its command line."""


EVERYTHING = frozenset(Right)
WHOLE_GUILD: frozenset[str] = frozenset()
"""The objects of what is not limited to any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One ground on which somebody holds one right. Several may stand side by side."""

    right: Right
    sentence: str
    source: Source
    grant_id: GrantId | None = None
    objects: frozenset[str] = WHOLE_GUILD
    """`channel:<key>` and `role:<key>`; empty for the whole guild. Never limits VIEW: objects say
    what may be changed, not what may be seen."""
    expires_at: datetime | None = None

    @property
    def limited(self) -> bool:
        return bool(self.objects)


@dataclass(frozen=True, kw_only=True)
class Rights:
    """Everything that somebody holds in a guild at one moment."""

    held: frozenset[Right] = frozenset()
    reasons: tuple[Reason, ...] = ()
    limited_to: Mapping[Right, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    """The objects of the rights that are not held for the whole guild. A category includes its
    channels."""

    def has(self, right: Right) -> bool:
        return right in self.held

    def objects_of(self, right: Right) -> frozenset[str]:
        """What a held right is limited to; WHOLE_GUILD where it is not."""
        return self.limited_to.get(right, WHOLE_GUILD)

    def because_of(self, right: Right) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if reason.right is right)

    @property
    def by_rank(self) -> bool:
        """Held as owner or Administrator (or by the host's operator): nobody here can take it."""
        ranks = {Source.OWNER, Source.ADMINISTRATOR, Source.OPERATOR}
        return any(reason.source in ranks for reason in self.reasons)


NO_RIGHTS = Rights()
