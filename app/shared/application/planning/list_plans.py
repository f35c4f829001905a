"""The plans of a guild, newest first."""

from dataclasses import dataclass

from app.shared.application.ports.plan_line import PlanId, PlanLine
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.structure.identifiers import GuildId


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlansCommand:
    guild_id: GuildId
    limit: int = 50
    before: PlanId | None = None
    """Only plans that are older than this one."""


class ListPlans:
    """One query for each page. Parts that nobody ran are left out: they were looked at only."""

    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin

    async def __call__(self, command: ListPlansCommand) -> tuple[PlanLine, ...]:
        async with self._begin() as uow:
            return await uow.plans.list(command.guild_id, command.limit, command.before)
