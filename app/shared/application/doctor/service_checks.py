"""What a run needs of our own services."""

from app.shared.application.doctor.check import Check, Health, failed
from app.shared.application.ports.progress import ProgressChannel
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.errors import DomainError
from app.shared.domain.runs.run import RunId


async def check_database(begin: BeginUnitOfWork) -> Check:
    """Whether the database answers and has this program's schema."""
    try:
        async with begin() as uow:
            unfinished = await uow.runs.unfinished()
    except DomainError as error:
        return failed("database", error)
    number = len(unfinished)
    runs = "1 run has" if number == 1 else f"{number} runs have"
    waiting = f" {runs} not ended." if unfinished else ""
    return Check(name="database", health=Health.GOOD, what=f"The database answers.{waiting}")


async def check_live_progress(progress: ProgressChannel) -> Check:
    try:
        async with progress.watch(RunId("doctor")):
            pass
    except DomainError as error:
        return Check(
            name="live_progress",
            health=Health.WARNS,
            what=f"Runs cannot be watched live. {error.message}",
            remedy=error.remedy or "Start Redis, or set REDIS_URL to one that runs.",
        )
    return Check(name="live_progress", health=Health.GOOD, what="Runs can be watched live.")
