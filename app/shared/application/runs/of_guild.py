"""A run, for whoever may know of one guild only."""

from app.shared.application.ports.unit_of_work import RunNotFound, UnitOfWork
from app.shared.domain.language.saying import say
from app.shared.domain.runs.run import Run, RunId
from app.shared.domain.structure.identifiers import GuildId


async def run_of_guild(uow: UnitOfWork, run_id: RunId, guild_id: GuildId | None) -> Run:
    """Raises RunNotFound for a run of another guild just as for one that does not exist; None is
    every guild."""
    run = await uow.runs.get(run_id)
    if guild_id is not None and run.guild_id != guild_id:
        raise RunNotFound(
            say("There is no run {run}.", run=run_id),
            remedy=say("Choose one from the list of runs."),
        )
    return run
