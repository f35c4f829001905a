"""What a person must know before applying a plan, always with the remedy."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    BLOCKS = "blocks"
    """The plan cannot be approved while it holds."""
    WARNS = "warns"
    INFORMS = "informs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact about a plan. `code` is stable (`bot_below_role`); `changes` are change ids."""

    code: str
    severity: Severity
    what: str
    remedy: str
    changes: tuple[str, ...] = ()
    details: tuple[tuple[str, Any], ...] = ()
    """Facts for machines and for "show who": names, counts, ids."""
