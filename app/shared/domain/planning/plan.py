"""A plan: changes, steps, findings and cost, from one snapshot to one design, locked by a hash."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.column_fingerprint import column_fingerprint
from app.shared.domain.fingerprint import fingerprint
from app.shared.domain.planning.access import AccessChange
from app.shared.domain.planning.changes import Change, ChangeKind, Risk
from app.shared.domain.planning.cost import Cost
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.steps import Step
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.domain.structure.snapshot import Coverage, Snapshot

_COLUMNS = "columns:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a plan was made from, as fingerprints. A run refuses when one no longer holds.

    Those of `column_fingerprint` are marked. A plan that was kept with others holds as it did.
    """

    blueprint: str
    snapshot: str
    bindings: str
    rights: str
    """The bot's own standing (and the requester's, where there is one)."""

    @property
    def way(self) -> Callable[..., str]:
        """How its fingerprints were made."""
        return _in_columns if self.snapshot.startswith(_COLUMNS) else fingerprint

    def holds_for(self, bindings: Bindings) -> bool:
        return self.way(bindings) == self.bindings


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What will be changed and how. A run carries out `steps` and reads nothing else to decide."""

    guild_id: GuildId
    guild_name: str
    made_at: datetime
    basis: Basis
    blueprint: Blueprint
    """What the plan leads to: the design, cut down to the selected changes."""
    blueprint_version: int | None
    """None for a plan that leads back to a snapshot."""
    requester: UserId | None
    """The Discord user on whose behalf it was made; None for the operator of the host."""
    changes: tuple[Change, ...]
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    access: tuple[AccessChange, ...]
    cost: Cost
    coverage: Coverage
    bindings: Bindings
    """The bindings the steps are written against, adoptions of existing things included."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What live roles, channels (with their mark) and the bot are called, by `role:<key>`,
    `channel:<key>` and `member:<id>`: a plan also speaks of what the blueprint does not name."""

    @cached_property
    def hash(self) -> str:
        """What is approved and what a run is held to."""
        parts = (self.guild_id, self.basis, self.changes, self.steps, self.findings)
        return self.basis.way(*parts).removeprefix(_COLUMNS)

    @property
    def is_empty(self) -> bool:
        return not self.steps

    @property
    def blocked(self) -> bool:
        return any(finding.severity is Severity.BLOCKS for finding in self.findings)

    @property
    def destructive(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.risk is Risk.DESTRUCTIVE)

    def of_kind(self, kind: ChangeKind) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind is kind)


def basis_of(
    blueprint: Blueprint,
    snapshot: Snapshot,
    bindings: Bindings,
    rights: object,
    like: Basis | None = None,
) -> Basis:
    """Fingerprint what a plan depends on: neither the time nor how many members there are.

    `like` is the basis that this one will be held against.
    """
    way = _in_columns if like is None else like.way
    return Basis(
        blueprint=way(blueprint),
        snapshot=way(
            snapshot.structure,
            {key: (facts.position, facts.managed) for key, facts in snapshot.role_facts.items()},
            {key: facts.position for key, facts in snapshot.channel_facts.items()},
            snapshot.features,
            snapshot.premium_tier,
            snapshot.coverage,
        ),
        bindings=way(bindings),
        rights=way(snapshot.bot, snapshot.owner_id, rights),
    )


def _in_columns(*values: object) -> str:
    return _COLUMNS + column_fingerprint(*values)
