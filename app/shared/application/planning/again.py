"""The request that a stored plan was made from, so that parts of it can be planned."""

from types import MappingProxyType

from app.shared.application.ports.unit_of_work import StoredPlan, UnitOfWork
from app.shared.domain.planning.changes import ChangeKind
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.request import PlanRequest, RecentUse
from app.shared.domain.structure.snapshot import Standing

_NOTHING_USED = RecentUse()


async def request_again(
    uow: UnitOfWork,
    stored: StoredPlan,
    requester: Standing | None = None,
    recent: RecentUse = _NOTHING_USED,
) -> PlanRequest:
    """For a whole plan: what a part was chosen from is not in it. Asks nothing of Discord."""
    plan = stored.plan
    snapshot, bindings = await uow.snapshots.get(plan.guild_id, stored.snapshot_id)
    return PlanRequest(
        blueprint=plan.blueprint,
        blueprint_version=plan.blueprint_version,
        snapshot=snapshot,
        bindings=bindings,
        requester=requester,
        now=plan.made_at,
        recent=recent,
        restored=_restored(plan),
    )


def _restored(plan: Plan) -> MappingProxyType[str, str]:
    """What a way back said that it cannot bring back: nothing else is lost by creating."""
    return MappingProxyType(
        {
            change.id: change.loses
            for change in plan.changes
            if change.kind is ChangeKind.CREATE and change.loses
        }
    )
