"""The runs of one guild or of all."""

from dataclasses import dataclass

from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.runs.run import Run, RunId
from app.shared.domain.structure.identifiers import GuildId


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRunsCommand:
    guild_id: GuildId | None = None
    limit: int = 50
    before: RunId | None = None
    """Only runs that are older than this one."""


class ListRuns:
    """Newest first."""

    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin

    async def __call__(self, command: ListRunsCommand) -> tuple[Run, ...]:
        async with self._begin() as uow:
            return await uow.runs.list(command.guild_id, command.limit, command.before)
