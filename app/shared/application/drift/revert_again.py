"""Plan anew to undo what a plan was to undo, for a guild that has changed since."""

from collections.abc import Iterable

from app.shared.application.drift.compare_live import CompareLive, CompareLiveCommand
from app.shared.application.drift.revert_drift import RevertDrift, RevertDriftCommand
from app.shared.application.drift.settling import DriftChanged
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.runs.refresh_plan import RefreshPlanCommand, Reverting
from app.shared.domain.drift.settings import places_of
from app.shared.domain.language.saying import say
from app.shared.domain.planning.changes import Change


class RevertAgain(Reverting):
    """What of it is still there, in the same fields. What is ignored, and what no run has done yet,
    stays out of it as it did before."""

    def __init__(self, compare_live: CompareLive, revert_drift: RevertDrift) -> None:
        self._compare_live = compare_live
        self._revert_drift = revert_drift

    async def __call__(self, old: StoredPlan, command: RefreshPlanCommand) -> StoredPlan:
        """Raises DriftChanged, and what planning raises."""
        guild_id = command.guild_id
        drift = await self._compare_live(CompareLiveCommand(guild_id=guild_id, who=False))
        meant = _places(change for change in old.plan.changes if change.id in old.reverts)
        left = frozenset(
            one.id for one in drift.differences if not meant.isdisjoint(_places([one.change]))
        )
        if not left:
            raise DriftChanged(
                say("Nothing of what this plan would undo is there any more."),
                remedy=say("Look at what differs now."),
            )
        return await self._revert_drift(
            RevertDriftCommand(
                guild_id=guild_id,
                ids=left,
                requester=command.requester,
                actor=command.actor,
                origin=command.origin,
            )
        )


def _places(changes: Iterable[Change]) -> frozenset[str]:
    return frozenset(place for change in changes for place in places_of(change))
