"""Plans, in memory."""

from collections.abc import Iterable

from app.shared.application.ports.plan_line import PlanId, PlanLine
from app.shared.application.ports.unit_of_work import PlanNotFound, Plans, SnapshotId, StoredPlan
from app.shared.domain.planning.findings import Severity
from app.shared.domain.planning.plan import Plan
from app.shared.domain.runs.run import Run, RunId
from app.shared.domain.structure.identifiers import GuildId
from tests.support.fakes.tables import Tables, Work


class InMemoryPlans(Plans):
    def __init__(self, work: Work) -> None:
        self._work = work

    async def add(
        self,
        plan: Plan,
        snapshot_id: SnapshotId,
        rolls_back: RunId | None = None,
        *,
        made_by: str = "operator",
        part_of: str = "",
        reverts: Iterable[str] = (),
    ) -> PlanId:
        plan_id = PlanId(self._work.next_id())

        def add(tables: Tables) -> None:
            tables.plans[plan_id] = StoredPlan(
                id=plan_id,
                plan=plan,
                snapshot_id=snapshot_id,
                rolls_back=rolls_back,
                made_by=made_by,
                part_of=part_of,
                reverts=tuple(reverts),
            )

        await self._work.do(add)
        return plan_id

    async def get(self, id: PlanId) -> StoredPlan:
        stored = (await self._work.read()).plans.get(id)
        if stored is None:
            raise PlanNotFound(f"There is no plan {id}.")
        return stored

    async def by_hash(self, guild_id: GuildId, hash: str) -> StoredPlan:
        plans = (await self._work.read()).plans
        found = [
            stored
            for stored in plans.values()
            if stored.plan.guild_id == guild_id and hash and stored.plan.hash.startswith(hash)
        ]
        if len({stored.plan.hash for stored in found}) != 1:
            raise PlanNotFound(f"There is no plan of this guild with the hash {hash}.")
        return max(found, key=lambda stored: stored.id)

    async def list(
        self, guild_id: GuildId, limit: int = 50, before: PlanId | None = None
    ) -> tuple[PlanLine, ...]:
        tables = await self._work.read()
        runs = {plan_id: run for run, plan_id in tables.runs.values()}
        found = [
            _plan_line(stored, runs.get(stored.id))
            for stored in sorted(tables.plans.values(), key=lambda one: -one.id)
            if stored.plan.guild_id == guild_id
            and (before is None or stored.id < before)
            and (not stored.part_of or stored.id in runs)
        ]
        return tuple(found[:limit])


def _plan_line(stored: StoredPlan, run: Run | None) -> PlanLine:
    plan = stored.plan
    severities = [finding.severity for finding in plan.findings]
    kinds = [change.kind for change in plan.changes]
    return PlanLine(
        id=stored.id,
        hash=plan.hash,
        made_at=plan.made_at,
        made_by=stored.made_by,
        version=plan.blueprint_version,
        changes={kind: kinds.count(kind) for kind in kinds},
        destructive=len(plan.destructive),
        steps=len(plan.steps),
        seconds=plan.cost.seconds,
        blocks=severities.count(Severity.BLOCKS),
        warns=severities.count(Severity.WARNS),
        rolls_back=stored.rolls_back,
        part_of=stored.part_of,
        run=None if run is None else (run.id, run.state),
    )
