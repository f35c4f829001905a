"""One plan as lists show it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from app.shared.domain.planning.changes import ChangeKind
from app.shared.domain.runs.run import RunId, RunState

PlanId = NewType("PlanId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One plan as lists show it."""

    id: PlanId
    hash: str
    made_at: datetime
    made_by: str
    version: int | None
    """None for a design that was not saved, and for a way back."""
    changes: dict[ChangeKind, int]
    """How many of each kind; kinds without any are left out."""
    destructive: int
    steps: int
    seconds: float
    blocks: int
    """Findings that keep it from being applied."""
    warns: int
    rolls_back: RunId | None
    part_of: str
    run: tuple[RunId, RunState] | None
    """The run that it was approved for, and where that stands."""
