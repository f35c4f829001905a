"""Why differences are there no longer."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.shared.application.drift.found_by_hand import FoundByHand
from app.shared.application.drift.left_by_runs import LeftByRuns
from app.shared.application.ports.unit_of_work import UnitOfWork
from app.shared.domain.blueprint.blueprint import VersionHead
from app.shared.domain.drift.following import Ending, Seen
from app.shared.domain.drift.records import DriftRecord, DriftState
from app.shared.domain.runs.run import Run

_REACH = 5
"""How many runs are looked at: more do not end between two looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endings:
    """`worked_on`: what ended runs set out to change, newest first."""

    in_design: frozenset[str]
    taken_over: bool
    version: VersionHead | None
    worked_on: tuple[tuple[Run, frozenset[str]], ...]

    @staticmethod
    async def since(
        uow: UnitOfWork,
        left: LeftByRuns,
        found: FoundByHand,
        lasting: Iterable[DriftRecord],
        seen: Iterable[Seen],
    ) -> "Endings":
        """What must be read of the store is read only where something has ended."""
        there = {one.change.id for one in seen}
        gone = [one for one in lasting if one.is_open and one.change.id not in there]
        if not gone:
            return PUT_BACK
        oldest = min(one.found_at for one in gone)
        guild_id = gone[0].guild_id
        heads = await uow.versions.list(guild_id, limit=1)
        runs = [
            run for run in left.runs[:_REACH] if run.ended_at is not None and run.ended_at >= oldest
        ]
        worked_on = []
        for run in runs:
            plan = (await uow.runs.plan_of(run.id)).plan
            worked_on.append((run, frozenset(change.id for change in plan.changes)))
        return Endings(
            in_design=found.in_design,
            taken_over=found.taken_over,
            version=heads[0] if heads else None,
            worked_on=tuple(worked_on),
        )

    def __call__(self, record: DriftRecord) -> Ending:
        for run, changes in self.worked_on:
            ended_later = run.ended_at is not None and run.ended_at >= record.found_at
            if ended_later and record.change.id in changes:
                return Ending(DriftState.REVERTED, run.requested_by)
        saved_later = self.version is not None and self.version.saved_at >= record.found_at
        said = self.taken_over or record.change.id in self.in_design
        if self.version is not None and saved_later and said:
            return Ending(DriftState.ADOPTED, self.version.author)
        return Ending(DriftState.GONE)


PUT_BACK = Endings(in_design=frozenset(), taken_over=False, version=None, worked_on=())
"""All by hand: neither a run nor a version had a part in it."""
