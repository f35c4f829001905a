"""One run with its plan and journal."""

from dataclasses import dataclass

from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.application.runs.of_guild import run_of_guild
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.steps import Step
from app.shared.domain.runs.run import Run, RunId, StepRecord
from app.shared.domain.structure.identifiers import GuildId, Key


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowRunCommand:
    run_id: RunId
    guild_id: GuildId | None = None
    """The guild it must be of, where whoever asks may know of that one only."""


@dataclass(frozen=True, kw_only=True)
class ShownRun:
    run: Run
    plan: Plan
    steps: tuple[tuple[Step, StepRecord], ...]
    """In the plan's order."""
    kept_members: dict[Key, tuple[int, ...]]
    """Who had the roles that the run deleted, by the role's key; user ids."""
    rolls_back: RunId | None = None
    """The run before which it leads back; None for one that leads to a design."""


class ShowRun:
    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin

    async def __call__(self, command: ShowRunCommand) -> ShownRun:
        """Raises RunNotFound."""
        async with self._begin() as uow:
            return await self.within(uow, command)

    async def within(self, uow: UnitOfWork, command: ShowRunCommand) -> ShownRun:
        """For who reads something else beside it. Raises RunNotFound."""
        run = await run_of_guild(uow, command.run_id, command.guild_id)
        stored = await uow.runs.plan_of(run.id)
        records = {record.number: record for record in await uow.runs.steps(run.id)}
        members = await uow.runs.kept_members(run.id)
        steps = tuple((step, records[step.number]) for step in stored.plan.steps)
        return ShownRun(
            run=run,
            plan=stored.plan,
            steps=steps,
            kept_members=members,
            rolls_back=stored.rolls_back,
        )
