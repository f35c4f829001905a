"""One thing that a run needs, and whether it is there."""

from dataclasses import dataclass
from enum import StrEnum

from app.shared.domain.errors import DomainError


class Health(StrEnum):
    GOOD = "good"
    WARNS = "warns"
    """Runs work, with less safety or comfort."""
    FAILS = "fails"
    """No run can work."""
    UNKNOWN = "unknown"
    """Could not be looked at, since something before it fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """`name` is stable; `what` was found, `remedy` says the fix and is empty when all is good."""

    name: str
    health: Health
    what: str
    remedy: str = ""


def failed(name: str, error: DomainError) -> Check:
    return Check(name=name, health=Health.FAILS, what=error.message, remedy=error.remedy)
