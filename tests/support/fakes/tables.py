"""What the store in memory keeps, and how its parts reach it."""

from abc import abstractmethod
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from app.shared.application.ports.known_users import KnownUser
from app.shared.application.ports.plan_line import PlanId
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import SnapshotId, StoredPlan
from app.shared.domain.access.grants import Grant
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.reviews import Review
from app.shared.domain.access.rights import GrantId
from app.shared.domain.access.tokens import ApiToken, TokenId
from app.shared.domain.blueprint.blueprint import BlueprintVersion
from app.shared.domain.drift.loop_guard import LoopGuard
from app.shared.domain.drift.notices import Notice, NoticeId
from app.shared.domain.drift.records import DriftRecord, RecordId
from app.shared.domain.drift.settings import DriftSettings
from app.shared.domain.guilds.presence import GuildPresence
from app.shared.domain.runs.run import Run, RunId, StepRecord
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId, Key, UserId
from app.shared.domain.structure.snapshot import Snapshot


@dataclass
class Tables:
    """What is kept. Values are immutable, so copying the dictionaries copies the store."""

    versions: dict[tuple[GuildId, int], BlueprintVersion] = field(default_factory=dict)
    bindings: dict[GuildId, Bindings] = field(default_factory=dict)
    last_bound: dict[GuildId, int] = field(default_factory=dict)
    snapshots: dict[SnapshotId, tuple[Snapshot, Bindings]] = field(default_factory=dict)
    plans: dict[PlanId, StoredPlan] = field(default_factory=dict)
    runs: dict[RunId, tuple[Run, PlanId]] = field(default_factory=dict)
    steps: dict[tuple[RunId, int], StepRecord] = field(default_factory=dict)
    members: dict[tuple[RunId, Key], tuple[int, ...]] = field(default_factory=dict)
    trail: list[TrailEntry] = field(default_factory=list)
    queue: list[RunId] = field(default_factory=list)
    grants: dict[GrantId, Grant] = field(default_factory=dict)
    policies: dict[GuildId, Policy] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)
    tokens: dict[TokenId, tuple[ApiToken, str]] = field(default_factory=dict)
    visits: dict[tuple[UserId, GuildId], datetime] = field(default_factory=dict)
    known_users: dict[UserId, KnownUser] = field(default_factory=dict)
    drift_records: dict[RecordId, DriftRecord] = field(default_factory=dict)
    drift_settings: dict[GuildId, DriftSettings] = field(default_factory=dict)
    loop_guards: dict[tuple[GuildId, str], LoopGuard] = field(default_factory=dict)
    drift_notices: dict[NoticeId, Notice] = field(default_factory=dict)
    guild_presences: dict[GuildId, GuildPresence] = field(default_factory=dict)

    def copied(self) -> "Tables":
        return Tables(**{name: copy(getattr(self, name)) for name in self.__dataclass_fields__})


Operation = Callable[[Tables], None]


class Work(Protocol):
    """One unit of work, as its parts use it."""

    @abstractmethod
    def next_id(self) -> int: ...

    @abstractmethod
    async def read(self) -> Tables: ...

    @abstractmethod
    async def do(self, operation: Operation) -> None: ...

    @abstractmethod
    async def hold(self, name: str) -> None:
        """Wait until no other unit of work holds the name, and hold it to the end of this one."""
