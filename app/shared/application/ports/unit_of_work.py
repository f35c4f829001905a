"""What is kept, and the transaction it is kept in."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import ClassVar, NewType, Protocol

from app.shared.application.ports.access_store import Grants, Policies, Reviews, Tokens, Visits
from app.shared.application.ports.drift_store import (
    AllDriftSettings,
    DriftNotices,
    DriftRecords,
    LoopGuards,
)
from app.shared.application.ports.guild_presences import GuildPresences
from app.shared.application.ports.known_users import KnownUsers
from app.shared.application.ports.plan_line import PlanId, PlanLine
from app.shared.application.ports.trail import Trail
from app.shared.domain.blueprint.blueprint import BlueprintVersion, VersionHead
from app.shared.domain.errors import Conflict, NotFound, Unavailable
from app.shared.domain.planning.plan import Plan
from app.shared.domain.runs.run import Run, RunHead, RunId, StepRecord, Wish
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import GuildId, Key
from app.shared.domain.structure.snapshot import Snapshot

SnapshotId = NewType("SnapshotId", int)


class StoreUnavailable(Unavailable):
    """The database does not answer."""

    code: ClassVar[str] = "store_unavailable"


class StoreMisnamed(StoreUnavailable):
    """The database answers, and not to this name or password: it takes somebody to put it right."""


class SchemaMismatch(Unavailable):
    """The database's schema is older or newer than this program."""

    code: ClassVar[str] = "schema_mismatch"


class StoreFull(Unavailable):
    """The database has no room left on its disk."""

    code: ClassVar[str] = "store_full"


class VersionNotFound(NotFound):
    code: ClassVar[str] = "version_not_found"


class PlanNotFound(NotFound):
    code: ClassVar[str] = "plan_not_found"


class SnapshotNotFound(NotFound):
    code: ClassVar[str] = "snapshot_not_found"


class RunNotFound(NotFound):
    code: ClassVar[str] = "run_not_found"


class RunUnderWay(Conflict):
    """The guild already has a run that has not ended."""

    code: ClassVar[str] = "run_under_way"


class PlanAlreadyRun(Conflict):
    """A plan is approved once; a second run needs a new plan."""

    code: ClassVar[str] = "plan_already_run"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlan:
    id: PlanId
    plan: Plan
    snapshot_id: SnapshotId
    """The snapshot it was made from; what a rollback of its run leads back to."""
    rolls_back: RunId | None = None
    """The run before which the plan leads back; None for one that leads to a design."""
    made_by: str = "operator"
    """Who asked for it, as in the trail."""
    part_of: str = ""
    """The hash of the plan that this one is a chosen part of; empty for a whole plan."""
    reverts: tuple[str, ...] = ()
    """Of changes that undo what people did by hand, where the plan is for just these."""


class Versions(Protocol):
    """Saved designs of guilds."""

    @abstractmethod
    async def latest(self, guild_id: GuildId) -> BlueprintVersion | None: ...

    @abstractmethod
    async def get(self, guild_id: GuildId, number: int) -> BlueprintVersion:
        """Raises VersionNotFound."""

    @abstractmethod
    async def list(
        self, guild_id: GuildId, limit: int | None = None, before: int | None = None
    ) -> tuple[VersionHead, ...]:
        """Newest first; only those with a smaller number than `before`. Reads no document."""

    @abstractmethod
    async def newest_of(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, int]:
        """The number of each guild's latest one; guilds without any are left out."""

    @abstractmethod
    async def add(self, version: BlueprintVersion) -> None:
        """Raises Conflict when the number is taken."""


@dataclass(frozen=True, slots=True)
class BindingsMark:
    """Another one once a guild's bindings are others."""

    newest: int
    """Each that is bound gets a higher number."""
    count: int


class AllBindings(Protocol):
    """Key ↔ id of every guild. Changes take effect one by one, each on its own key."""

    @abstractmethod
    async def of(self, guild_id: GuildId) -> Bindings: ...

    @abstractmethod
    async def marks_of(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, BindingsMark]:
        """Of those guilds that have any."""

    @abstractmethod
    async def bind(self, guild_id: GuildId, kind: Kind, key: Key, id: int) -> None:
        """Whatever held the key or the id before is let go."""

    @abstractmethod
    async def unbind(self, guild_id: GuildId, kind: Kind, key: Key) -> None: ...


class Snapshots(Protocol):
    @abstractmethod
    async def add(self, snapshot: Snapshot, bindings: Bindings) -> SnapshotId:
        """Keep a snapshot with the bindings that held when it was taken."""

    @abstractmethod
    async def get(self, guild_id: GuildId, id: SnapshotId) -> tuple[Snapshot, Bindings]:
        """Raises SnapshotNotFound."""


class Plans(Protocol):
    @abstractmethod
    async def add(
        self,
        plan: Plan,
        snapshot_id: SnapshotId,
        rolls_back: RunId | None = None,
        *,
        made_by: str = "operator",
        part_of: str = "",
        reverts: Iterable[str] = (),
    ) -> PlanId: ...

    @abstractmethod
    async def get(self, id: PlanId) -> StoredPlan:
        """Raises PlanNotFound."""

    @abstractmethod
    async def by_hash(self, guild_id: GuildId, hash: str) -> StoredPlan:
        """The newest plan of the guild with this hash, or one that begins with it if that is just
        one. Raises PlanNotFound."""

    @abstractmethod
    async def list(
        self, guild_id: GuildId, limit: int = 50, before: PlanId | None = None
    ) -> tuple[PlanLine, ...]:
        """Newest first; only those older than `before`. Parts that nobody ran are left out."""


class Runs(Protocol):
    """Runs and their journals."""

    @abstractmethod
    async def add(self, run: Run, plan_id: PlanId, steps: int) -> None:
        """Write a queued run with its steps, numbered from 1, all waiting.

        Raises RunUnderWay, PlanAlreadyRun.
        """

    @abstractmethod
    async def get(self, id: RunId) -> Run:
        """Raises RunNotFound."""

    @abstractmethod
    async def plan_of(self, id: RunId) -> StoredPlan:
        """Raises RunNotFound."""

    @abstractmethod
    async def of_plan(self, guild_id: GuildId, hash: str) -> Run | None:
        """The newest run of the plan with this whole hash."""

    @abstractmethod
    async def list(
        self, guild_id: GuildId | None = None, limit: int = 50, before: RunId | None = None
    ) -> tuple[Run, ...]:
        """Newest first; only those older than the run `before`, none where there is no such run."""

    @abstractmethod
    async def heads_of(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, RunHead]:
        """Of each guild's newest run, whatever it did; guilds without any are left out. Reads no
        document."""

    @abstractmethod
    async def unfinished(self) -> tuple[Run, ...]:
        """Runs that somebody should be working at, oldest first: those that are queued or running,
        and those that are paused although nobody wishes it any more."""

    @abstractmethod
    async def forgotten(self) -> tuple[RunId, ...]:
        """Of those that are `unfinished`, whichever no worker is asked to carry out."""

    @abstractmethod
    async def steps(self, id: RunId) -> tuple[StepRecord, ...]:
        """By number."""

    @abstractmethod
    async def save(self, run: Run) -> None:
        """Store state, times, failure and report. The wish is left as it is."""

    @abstractmethod
    async def wish(self, id: RunId, wish: Wish) -> None:
        """Store what people want. Raises RunNotFound."""

    @abstractmethod
    async def record(self, id: RunId, step: StepRecord) -> None:
        """Store where one step stands."""

    @abstractmethod
    async def keep_members(self, id: RunId, role: Key, members: tuple[int, ...]) -> None:
        """Keep who had a role before a step deletes it."""

    @abstractmethod
    async def kept_members(self, id: RunId) -> dict[Key, tuple[int, ...]]: ...


class UnitOfWork(Protocol):
    """One transaction. Nothing is kept without `commit`; leaving without it rolls back.

    Every method of every part may raise StoreUnavailable, SchemaMismatch or StoreFull.
    """

    @property
    @abstractmethod
    def versions(self) -> Versions: ...

    @property
    @abstractmethod
    def bindings(self) -> AllBindings: ...

    @property
    @abstractmethod
    def snapshots(self) -> Snapshots: ...

    @property
    @abstractmethod
    def plans(self) -> Plans: ...

    @property
    @abstractmethod
    def runs(self) -> Runs: ...

    @property
    @abstractmethod
    def trail(self) -> Trail: ...

    @property
    @abstractmethod
    def grants(self) -> Grants: ...

    @property
    @abstractmethod
    def policies(self) -> Policies: ...

    @property
    @abstractmethod
    def reviews(self) -> Reviews: ...

    @property
    @abstractmethod
    def tokens(self) -> Tokens: ...

    @property
    @abstractmethod
    def visits(self) -> Visits: ...

    @property
    @abstractmethod
    def known_users(self) -> KnownUsers: ...

    @property
    @abstractmethod
    def drift_records(self) -> DriftRecords: ...

    @property
    @abstractmethod
    def drift_settings(self) -> AllDriftSettings: ...

    @property
    @abstractmethod
    def loop_guards(self) -> LoopGuards: ...

    @property
    @abstractmethod
    def drift_notices(self) -> DriftNotices: ...

    @property
    @abstractmethod
    def guild_presences(self) -> GuildPresences: ...

    @abstractmethod
    async def enqueue_runs(self, ids: Sequence[RunId]) -> None:
        """Ask workers to carry out the runs, in this very transaction. Twice is once."""

    @abstractmethod
    async def commit(self) -> None: ...


class BeginUnitOfWork(Protocol):
    """Opens a unit of work of its own each time it is called."""

    @abstractmethod
    def __call__(self) -> AbstractAsyncContextManager[UnitOfWork]: ...
