"""What a run needs of our own services."""

from app.shared.application.doctor.check import Check, Health, failed
from app.shared.application.ports.progress import ProgressChannel
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.errors import DomainError
from app.shared.domain.language.saying import say, say_counted
from app.shared.domain.runs.run import RunId


async def check_database(begin: BeginUnitOfWork) -> Check:
    """Whether the database answers and has this program's schema."""
    try:
        async with begin() as uow:
            unfinished = await uow.runs.unfinished()
    except DomainError as error:
        return failed("database", error)
    what = (
        say_counted(
            len(unfinished),
            "The database answers. {number} run has not ended.",
            "The database answers. {number} runs have not ended.",
        )
        if unfinished
        else say("The database answers.")
    )
    return Check(name="database", health=Health.GOOD, what=what)


async def check_live_progress(progress: ProgressChannel) -> Check:
    try:
        async with progress.watch(RunId("doctor")):
            pass
    except DomainError as error:
        return Check(
            name="live_progress",
            health=Health.WARNS,
            what=say("Runs cannot be watched live. {why}", why=error.message),
            remedy=error.remedy or say("Start Redis, or set REDIS_URL to one that runs."),
        )
    return Check(name="live_progress", health=Health.GOOD, what=say("Runs can be watched live."))
