from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Integer, Row, Text, bindparam, func, insert, or_, select

from app.shared.application.ports.plan_line import PlanId, PlanLine
from app.shared.application.ports.unit_of_work import (
    PlanNotFound,
    Plans,
    SnapshotId,
    SnapshotNotFound,
    Snapshots,
    StoredPlan,
)
from app.shared.domain.language.saying import say
from app.shared.domain.planning.changes import ChangeKind
from app.shared.domain.planning.findings import Severity
from app.shared.domain.planning.plan import Plan
from app.shared.domain.runs.run import RunId, RunState
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.infrastructure.postgres.documents import to_document
from app.shared.infrastructure.postgres.kept_values import KeptValues, unread
from app.shared.infrastructure.postgres.statements import Statements
from app.shared.infrastructure.postgres.tables import plans, runs, snapshots

_HASH_SHOWN = 12
"""As plans are titled: nobody reads sixty-four digits."""
_SNAPSHOT = select(*unread(snapshots, "snapshot", "bindings")).where(
    snapshots.c.guild_id == bindparam("guild_id"), snapshots.c.id == bindparam("id")
)


class SqlSnapshots(Snapshots):
    def __init__(self, statements: Statements, kept: KeptValues) -> None:
        self._statements = statements
        self._kept = kept

    async def add(self, snapshot: Snapshot, bindings: Bindings) -> SnapshotId:
        statement = (
            insert(snapshots)
            .values(
                guild_id=snapshot.guild_id,
                taken_at=snapshot.taken_at,
                snapshot=to_document(snapshot),
                bindings=to_document(bindings),
            )
            .returning(snapshots.c.id)
        )
        return SnapshotId(await self._statements.scalar(statement))

    async def get(self, guild_id: GuildId, id: SnapshotId) -> tuple[Snapshot, Bindings]:
        row = await self._statements.one_or_none(_SNAPSHOT, {"guild_id": guild_id, "id": id})
        if row is None:
            raise SnapshotNotFound(say("There is no snapshot {id} of this server.", id=id))
        number = row.id, row.guild_id, row.taken_at
        return (
            self._kept.of(Snapshot, number, row.snapshot),
            self._kept.of(Bindings, number, row.bindings),
        )


_LINES = (
    select(
        plans.c.id,
        plans.c.hash,
        plans.c.made_at,
        plans.c.made_by,
        plans.c.summary,
        plans.c.rolls_back,
        plans.c.part_of,
        runs.c.id.label("run_id"),
        runs.c.state,
    )
    .outerjoin(runs, runs.c.plan_id == plans.c.id)
    .where(plans.c.guild_id == bindparam("guild_id"))
    .where(or_(plans.c.part_of.is_(None), runs.c.id.is_not(None)))
    .order_by(plans.c.id.desc())
    .limit(bindparam("limit", type_=Integer))
)

PLAN_COLUMNS = unread(plans, "plan")
"""What `stored_plan` reads."""
_OF_GUILD = plans.c.guild_id == bindparam("guild_id")
_BY_ID = select(*PLAN_COLUMNS).where(plans.c.id == bindparam("id"))
_HASHES = (
    select(plans.c.hash)
    .where(_OF_GUILD, func.starts_with(plans.c.hash, bindparam("hash", type_=Text)))
    .distinct()
    .limit(2)
)
_NEWEST_BY_HASH = (
    select(*PLAN_COLUMNS)
    .where(_OF_GUILD, plans.c.hash == bindparam("hash"))
    .order_by(plans.c.id.desc())
    .limit(1)
)


class SqlPlans(Plans):
    def __init__(self, statements: Statements, kept: KeptValues) -> None:
        self._statements = statements
        self._kept = kept

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
        statement = (
            insert(plans)
            .values(
                guild_id=plan.guild_id,
                hash=plan.hash,
                snapshot_id=snapshot_id,
                plan=to_document(plan),
                made_at=plan.made_at,
                rolls_back=rolls_back,
                made_by=made_by,
                part_of=part_of or None,
                reverts=list(reverts),
                summary=_summary(plan),
            )
            .returning(plans.c.id)
        )
        return PlanId(await self._statements.scalar(statement))

    async def get(self, id: PlanId) -> StoredPlan:
        row = await self._statements.one_or_none(_BY_ID, {"id": id})
        if row is None:
            raise PlanNotFound(say("There is no plan {id}.", id=id), remedy=say("Make a new plan."))
        return stored_plan(row, self._kept)

    async def by_hash(self, guild_id: GuildId, hash: str) -> StoredPlan:
        hashes = await self._statements.all(_HASHES, {"guild_id": guild_id, "hash": hash})
        if not hash or len(hashes) != 1:
            raise PlanNotFound(
                say("More than one plan begins with {hash}.", hash=hash)
                if hash and hashes
                else say("There is no plan {hash} of this server.", hash=_shown(hash)),
                remedy=say("Give more of its hash.")
                if hash and hashes
                else say("Make a new plan."),
            )
        values = {"guild_id": guild_id, "hash": hashes[0].hash}
        found = await self._statements.all(_NEWEST_BY_HASH, values)
        return stored_plan(found[0], self._kept)

    async def list(
        self, guild_id: GuildId, limit: int = 50, before: PlanId | None = None
    ) -> tuple[PlanLine, ...]:
        query = _LINES
        if before is not None:
            query = query.where(plans.c.id < before)
        values = {"guild_id": guild_id, "limit": limit}
        return tuple(map(_line, await self._statements.all(query, values)))


def _shown(hash: str) -> str:
    return hash if len(hash) <= _HASH_SHOWN else f"{hash[:_HASH_SHOWN]}…"


def _summary(plan: Plan) -> dict[str, Any]:
    """What lists show, so that they need not read whole plans."""
    severities = Counter(finding.severity for finding in plan.findings)
    return {
        "version": plan.blueprint_version,
        "changes": dict(Counter(change.kind.value for change in plan.changes)),
        "destructive": len(plan.destructive),
        "steps": len(plan.steps),
        "seconds": plan.cost.seconds,
        "blocks": severities[Severity.BLOCKS],
        "warns": severities[Severity.WARNS],
    }


def _line(row: Row[Any]) -> PlanLine:
    summary = row.summary
    changes = {ChangeKind(kind): number for kind, number in summary["changes"].items()}
    return PlanLine(
        id=PlanId(row.id),
        hash=row.hash,
        made_at=row.made_at,
        made_by=row.made_by,
        rolls_back=None if row.rolls_back is None else RunId(row.rolls_back),
        part_of=row.part_of or "",
        run=None if row.run_id is None else (RunId(row.run_id), RunState(row.state)),
        **{**summary, "changes": changes},
    )


def stored_plan(row: Row[Any], kept: KeptValues) -> StoredPlan:
    return StoredPlan(
        id=PlanId(row.id),
        plan=kept.of(Plan, (row.id, row.hash, row.made_at), row.plan),
        snapshot_id=SnapshotId(row.snapshot_id),
        rolls_back=None if row.rolls_back is None else RunId(row.rolls_back),
        made_by=row.made_by,
        part_of=row.part_of or "",
        reverts=tuple(row.reverts),
    )
