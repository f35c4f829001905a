"""The differences between a live guild and a blueprint, as people tick them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.shared.domain.structure.identifiers import Key


class Subject(StrEnum):
    """What a change is about. The last four exist once per guild; their key is their name."""

    ROLE = "role"
    CHANNEL = "channel"
    RULE = "rule"
    SETTINGS = "settings"
    WELCOME_SCREEN = "welcome_screen"
    ONBOARDING = "onboarding"
    ORDER = "order"
    """The order of roles (key `roles`) or of channels (key `channels`)."""


class ChangeKind(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    MOVE = "move"
    """Another category, or another place in the order. The thing itself stays."""
    ACCESS = "access"
    """A channel's overwrites or a role's permissions."""
    DELETE = "delete"


class Risk(StrEnum):
    """How much can go wrong for people, from harmless to not to be undone."""

    NONE = "none"
    LOW = "low"
    HIGH = "high"
    DESTRUCTIVE = "destructive"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field, by our word, before and after, as plain JSON values.

    Access is told per target: the field is `access.role:helper`, the values are
    `{"allow": int, "deny": int}` or None.
    """

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference. `id` is stable for the same difference: `channel:lobby:update`."""

    subject: Subject
    kind: ChangeKind
    key: Key
    name: str
    """What people call the thing now (for a creation: will call it)."""
    fields: tuple[FieldChange, ...] = ()
    risk: Risk = Risk.NONE
    loses: str = ""
    """For destructive changes: what is lost for good, as a sentence."""
    archived: bool = False
    """True where an unmanaged thing is archived rather than changed by wish."""

    @property
    def id(self) -> str:
        return f"{self.subject}:{self.key}:{self.kind}"
