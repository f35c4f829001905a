"""The store, in memory, with transactions that roll back."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

from app.shared.application.ports.plan_line import PlanId
from app.shared.application.ports.unit_of_work import (
    AllBindings,
    BeginUnitOfWork,
    BindingsMark,
    PlanAlreadyRun,
    RunNotFound,
    Runs,
    RunUnderWay,
    SnapshotId,
    SnapshotNotFound,
    Snapshots,
    StoredPlan,
    StoreUnavailable,
    UnitOfWork,
    VersionNotFound,
    Versions,
)
from app.shared.domain.blueprint.blueprint import BlueprintVersion, VersionHead
from app.shared.domain.errors import Conflict
from app.shared.domain.runs.run import Run, RunHead, RunId, StepRecord, Wish
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import GuildId, Key
from app.shared.domain.structure.snapshot import Snapshot
from tests.support.fakes.access_store import (
    InMemoryGrants,
    InMemoryPolicies,
    InMemoryReviews,
    InMemoryTokens,
    InMemoryVisits,
)
from tests.support.fakes.drift_store import (
    InMemoryDriftNotices,
    InMemoryDriftRecords,
    InMemoryDriftSettings,
    InMemoryLoopGuards,
)
from tests.support.fakes.guild_presences import InMemoryGuildPresences
from tests.support.fakes.life import Life
from tests.support.fakes.plans import InMemoryPlans
from tests.support.fakes.tables import Operation, Tables, Work
from tests.support.fakes.trail import InMemoryKnownUsers, InMemoryTrail


class InMemoryStore(BeginUnitOfWork):
    """Begins units of work over `tables`; `unavailable` counts the calls that will find it down."""

    def __init__(self, life: Life | None = None) -> None:
        self.tables = Tables()
        self.unavailable = 0
        self.life = life or Life()
        self.last_id = 0
        self.holds: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def __call__(self) -> AbstractAsyncContextManager[UnitOfWork]:
        return self._begin()

    @asynccontextmanager
    async def _begin(self) -> AsyncIterator[UnitOfWork]:
        await self.answer()
        uow = InMemoryUnitOfWork(self)
        try:
            yield uow
        finally:
            uow.let_go()

    async def answer(self) -> None:
        await self.life.go_on()
        if self.unavailable > 0:
            self.unavailable -= 1
            raise StoreUnavailable("The database does not answer.")

    async def committed(self) -> None:
        """Between a commit and its answer."""
        await self.life.go_on()


class InMemoryUnitOfWork(UnitOfWork, Work):
    """Works on a copy; `commit` does the same again to what others have committed meanwhile."""

    def __init__(self, store: InMemoryStore) -> None:
        self._store = store
        self._operations: list[Operation] = []
        self._held: dict[str, asyncio.Lock] = {}
        self.tables = store.tables.copied()

    def next_id(self) -> int:
        self._store.last_id += 1
        return self._store.last_id

    async def read(self) -> Tables:
        await self._store.answer()
        return self.tables

    async def do(self, operation: Operation) -> None:
        await self._store.answer()
        operation(self.tables)
        self._operations.append(operation)

    async def hold(self, name: str) -> None:
        await self._store.answer()
        if name not in self._held:
            await self._store.holds[name].acquire()
            self._held[name] = self._store.holds[name]
            # What others committed while this one waited is seen from here on.
            self.tables = self._store.tables.copied()
            for operation in self._operations:
                operation(self.tables)

    def let_go(self) -> None:
        for lock in self._held.values():
            lock.release()
        self._held.clear()

    @property
    def versions(self) -> "InMemoryVersions":
        return InMemoryVersions(self)

    @property
    def bindings(self) -> "InMemoryBindings":
        return InMemoryBindings(self)

    @property
    def snapshots(self) -> "InMemorySnapshots":
        return InMemorySnapshots(self)

    @property
    def plans(self) -> "InMemoryPlans":
        return InMemoryPlans(self)

    @property
    def runs(self) -> "InMemoryRuns":
        return InMemoryRuns(self)

    @property
    def trail(self) -> "InMemoryTrail":
        return InMemoryTrail(self)

    @property
    def grants(self) -> InMemoryGrants:
        return InMemoryGrants(self)

    @property
    def policies(self) -> InMemoryPolicies:
        return InMemoryPolicies(self)

    @property
    def reviews(self) -> InMemoryReviews:
        return InMemoryReviews(self)

    @property
    def tokens(self) -> InMemoryTokens:
        return InMemoryTokens(self)

    @property
    def visits(self) -> InMemoryVisits:
        return InMemoryVisits(self)

    @property
    def known_users(self) -> InMemoryKnownUsers:
        return InMemoryKnownUsers(self)

    @property
    def drift_records(self) -> InMemoryDriftRecords:
        return InMemoryDriftRecords(self)

    @property
    def drift_settings(self) -> InMemoryDriftSettings:
        return InMemoryDriftSettings(self)

    @property
    def loop_guards(self) -> InMemoryLoopGuards:
        return InMemoryLoopGuards(self)

    @property
    def drift_notices(self) -> InMemoryDriftNotices:
        return InMemoryDriftNotices(self)

    @property
    def guild_presences(self) -> InMemoryGuildPresences:
        return InMemoryGuildPresences(self)

    async def enqueue_runs(self, ids: Sequence[RunId]) -> None:
        def enqueue(tables: Tables) -> None:
            tables.queue += [one for one in dict.fromkeys(ids) if one not in tables.queue]

        await self.do(enqueue)

    async def commit(self) -> None:
        await self._store.answer()
        committed = self._store.tables.copied()
        for operation in self._operations:
            operation(committed)
        self._operations.clear()
        self._store.tables = committed
        self.let_go()
        await self._store.committed()


class InMemoryVersions(Versions):
    def __init__(self, uow: InMemoryUnitOfWork) -> None:
        self._uow = uow

    async def latest(self, guild_id: GuildId) -> BlueprintVersion | None:
        for head in await self.list(guild_id, limit=1):
            return await self.get(guild_id, head.number)
        return None

    async def get(self, guild_id: GuildId, number: int) -> BlueprintVersion:
        tables = await self._uow.read()
        if (version := tables.versions.get((guild_id, number))) is None:
            raise VersionNotFound(f"There is no version {number} of this guild's blueprint.")
        return version

    async def list(
        self, guild_id: GuildId, limit: int | None = None, before: int | None = None
    ) -> tuple[VersionHead, ...]:
        versions = (await self._uow.read()).versions
        numbers = sorted((number for guild, number in versions if guild == guild_id), reverse=True)
        older = [number for number in numbers if before is None or number < before]
        return tuple(versions[guild_id, number].head for number in older[:limit])

    async def newest_of(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, int]:
        found = {guild_id: await self.list(guild_id, limit=1) for guild_id in guild_ids}
        return {guild_id: heads[0].number for guild_id, heads in found.items() if heads}

    async def add(self, version: BlueprintVersion) -> None:
        def add(tables: Tables) -> None:
            key = (version.guild_id, version.number)
            if key in tables.versions:
                raise Conflict(f"Version {version.number} has been saved by somebody else.")
            tables.versions[key] = version

        await self._uow.do(add)


class InMemoryBindings(AllBindings):
    def __init__(self, uow: InMemoryUnitOfWork) -> None:
        self._uow = uow

    async def of(self, guild_id: GuildId) -> Bindings:
        return (await self._uow.read()).bindings.get(guild_id, Bindings())

    async def marks_of(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, BindingsMark]:
        tables = await self._uow.read()
        return {
            guild_id: BindingsMark(tables.last_bound[guild_id], len(bindings.entries))
            for guild_id in guild_ids
            if (bindings := tables.bindings.get(guild_id, Bindings())).entries
        }

    async def bind(self, guild_id: GuildId, kind: Kind, key: Key, id: int) -> None:
        def bind(tables: Tables) -> None:
            bindings = tables.bindings.get(guild_id, Bindings())
            tables.bindings[guild_id] = bindings.bind(kind, key, id)
            tables.last_bound[guild_id] = tables.last_bound.get(guild_id, 0) + 1

        await self._uow.do(bind)

    async def unbind(self, guild_id: GuildId, kind: Kind, key: Key) -> None:
        def unbind(tables: Tables) -> None:
            bindings = tables.bindings.get(guild_id, Bindings())
            tables.bindings[guild_id] = bindings.unbind(kind, key)

        await self._uow.do(unbind)


class InMemorySnapshots(Snapshots):
    def __init__(self, uow: InMemoryUnitOfWork) -> None:
        self._uow = uow

    async def add(self, snapshot: Snapshot, bindings: Bindings) -> SnapshotId:
        snapshot_id = SnapshotId(self._uow.next_id())

        def add(tables: Tables) -> None:
            tables.snapshots[snapshot_id] = (snapshot, bindings)

        await self._uow.do(add)
        return snapshot_id

    async def get(self, guild_id: GuildId, id: SnapshotId) -> tuple[Snapshot, Bindings]:
        kept = (await self._uow.read()).snapshots.get(id)
        if kept is None or kept[0].guild_id != guild_id:
            raise SnapshotNotFound(f"There is no snapshot {id} of this guild.")
        return kept


class InMemoryRuns(Runs):
    def __init__(self, uow: InMemoryUnitOfWork) -> None:
        self._uow = uow

    async def add(self, run: Run, plan_id: PlanId, steps: int) -> None:
        def add(tables: Tables) -> None:
            for other, plan in tables.runs.values():
                if plan == plan_id:
                    raise PlanAlreadyRun("This plan has been approved already.")
                if other.guild_id == run.guild_id and not other.state.is_final:
                    raise RunUnderWay("Another run of this guild has not ended.")
            tables.runs[run.id] = (run, plan_id)
            for number in range(1, steps + 1):
                tables.steps[run.id, number] = StepRecord(number=number)

        await self._uow.do(add)

    async def get(self, id: RunId) -> Run:
        return self._row(await self._uow.read(), id)[0]

    async def plan_of(self, id: RunId) -> StoredPlan:
        tables = await self._uow.read()
        return tables.plans[self._row(tables, id)[1]]

    async def of_plan(self, guild_id: GuildId, hash: str) -> Run | None:
        runs = [run for run, _ in (await self._uow.read()).runs.values()]
        mine = [run for run in runs if (run.guild_id, run.plan_hash) == (guild_id, hash)]
        return mine[-1] if mine else None

    @staticmethod
    def _row(tables: Tables, id: RunId) -> tuple[Run, PlanId]:
        if (row := tables.runs.get(id)) is None:
            raise RunNotFound(f"There is no run {id}.")
        return row

    async def list(
        self, guild_id: GuildId | None = None, limit: int = 50, before: RunId | None = None
    ) -> tuple[Run, ...]:
        runs = [run for run, _ in (await self._uow.read()).runs.values()]
        if before is not None:
            runs = runs[: next((n for n, run in enumerate(runs) if run.id == before), 0)]
        wanted = [run for run in runs if guild_id is None or run.guild_id == guild_id]
        return tuple(reversed(wanted))[:limit]

    async def heads_of(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, RunHead]:
        found = {guild_id: await self.list(guild_id, limit=1) for guild_id in guild_ids}
        return {
            guild_id: RunHead(id=runs[0].id, state=runs[0].state, ended_at=runs[0].ended_at)
            for guild_id, runs in found.items()
            if runs
        }

    async def unfinished(self) -> tuple[Run, ...]:
        from_old_to_new = reversed(await self.list(limit=1_000_000))
        return tuple(
            run
            for run in from_old_to_new
            if run.state in {"queued", "running"} or (run.state == "paused" and run.wish != "pause")
        )

    async def forgotten(self) -> tuple[RunId, ...]:
        queue = (await self._uow.read()).queue
        return tuple(run.id for run in await self.unfinished() if run.id not in queue)

    async def steps(self, id: RunId) -> tuple[StepRecord, ...]:
        records = (await self._uow.read()).steps
        return tuple(records[key] for key in sorted(key for key in records if key[0] == id))

    async def save(self, run: Run) -> None:
        def save(tables: Tables) -> None:
            before, plan_id = self._row(tables, run.id)
            tables.runs[run.id] = (replace(run, wish=before.wish), plan_id)

        await self._uow.do(save)

    async def wish(self, id: RunId, wish: Wish) -> None:
        def store(tables: Tables) -> None:
            before, plan_id = self._row(tables, id)
            tables.runs[id] = (replace(before, wish=wish), plan_id)

        await self._uow.do(store)

    async def record(self, id: RunId, step: StepRecord) -> None:
        def record(tables: Tables) -> None:
            tables.steps[id, step.number] = step

        await self._uow.do(record)

    async def keep_members(self, id: RunId, role: Key, members: tuple[int, ...]) -> None:
        def keep(tables: Tables) -> None:
            tables.members[id, role] = members

        await self._uow.do(keep)

    async def kept_members(self, id: RunId) -> dict[Key, tuple[int, ...]]:
        kept = (await self._uow.read()).members
        return {role: members for (run, role), members in kept.items() if run == id}
