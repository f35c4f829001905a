"""What a plan is made from: everything it depends on and nothing it has to ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.snapshot import Snapshot, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentUse:
    """How much of Discord's unwritten quotas this guild has used, as far as our journal knows."""

    role_creations: int = 0
    """In the last 48 hours."""
    channel_creations: int = 0
    """In the last 48 hours."""
    renames: Mapping[Key, int] = field(default_factory=lambda: MappingProxyType({}))
    """Name or topic changes in the last ten minutes, by the channel's Discord id as text."""


@dataclass(frozen=True, kw_only=True)
class PlanRequest:
    """One guild as it is, one design as it should be, and on whose behalf.

    The same request always gives the same plan with the same hash.
    """

    blueprint: Blueprint
    blueprint_version: int | None
    """None for a plan that leads back to a snapshot."""
    snapshot: Snapshot
    bindings: Bindings
    requester: Standing | None
    """The Discord user whose own rights limit the plan; None for the operator of the host."""
    now: datetime
    selected: frozenset[str] | None = None
    """The ids of the changes that are wanted; None for all. What they depend on comes along."""
    recent: RecentUse = RecentUse()
    adopt: bool = True
    """Whether a key that is not bound may take over a live thing of the same name."""
    restored: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """For a plan that leads back: by change id, what cannot be brought back, as a sentence."""
