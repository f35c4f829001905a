"""How the installation is: for those named in WEB_OPERATORS, with a browser."""

import platform
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from importlib.metadata import version
from typing import Annotated, Literal

from fastapi import Query

from app.shared.application.doctor.backup_check import check_backups
from app.shared.application.doctor.check import Check, Health
from app.shared.application.doctor.examine import ExamineCommand
from app.shared.application.doctor.service_checks import check_database, check_live_progress
from app.shared.application.logging.configuration import LogLevel
from app.shared.application.ports.backup_records import BackupStanding, RestoreCheck
from app.shared.application.ports.bot_presence import NEVER_SEEN, BotState
from app.shared.application.ports.error_log import ErrorLine
from app.shared.application.ports.unit_of_work import RunNotFound
from app.shared.application.rendering.deeds import deed
from app.shared.application.runs.show_run import ShowRunCommand
from app.shared.domain.errors import DomainError, Unavailable
from app.shared.domain.fingerprint import plain
from app.shared.domain.runs.run import Run, RunId, RunState
from app.shared.infrastructure.container import Container
from app.web.api.identity import OperatorDep
from app.web.api.paging import cursor_of, read_cursor
from app.web.api.parameters import Cursor, Limit, ReferencePath, line_cursor
from app.web.api.problems import CURSOR_INVALID, NOT_FOUND, problems
from app.web.api.route import ApiRouter
from app.web.api.schemas.contract import Page, Text
from app.web.api.schemas.system import (
    Doctor,
    DoctorCheck,
    KeptLogLine,
    LogLines,
    System,
    SystemBackup,
    SystemBot,
    SystemDatabase,
    SystemQueue,
    SystemService,
    SystemVersions,
    SystemWorkers,
)
from app.web.dependencies import ContainerDep

LineReference = Annotated[
    Text | None,
    Query(
        min_length=1,
        max_length=64,
        description="The whole id of a request, an interaction or a run: only its lines.",
    ),
]
LeastLevel = Annotated[
    Literal["debug", "info", "warning", "error"], Query(description="Only these and worse.")
]

router = ApiRouter("/system", tags=["Installation"], responses=problems(NOT_FOUND))


@router.get("", summary="Say how the installation is.")
async def get_system(_operator: OperatorDep, container: ContainerDep) -> System:
    """What does not answer is told as such; the rest is told all the same."""
    connections, server = await _database(container)
    database = await check_database(container.begin())
    redis = await check_live_progress(container.progress())
    workers = None if connections is None else connections.get("worker", 0)
    return System(
        bot=_bot(await _presence(container)),
        workers=SystemWorkers(
            connected=None if workers is None else workers > 0, connections=workers
        ),
        queue=_queue(await _unfinished(container)),
        database=SystemDatabase(
            ok=database.remedy == "" and connections is not None,
            what=database.what,
            remedy=database.remedy,
            version=server,
            connections=dict(connections or {}),
        ),
        redis=SystemService(ok=redis.remedy == "", what=redis.what, remedy=redis.remedy),
        backup=_backup(*await check_backups(container.backup_records(), container.clock().now())),
        versions=SystemVersions(
            guildwright=version("guildwright"), python=platform.python_version()
        ),
    )


async def _presence(container: Container) -> BotState:
    try:
        return await container.bot_presence().state()
    except Unavailable:
        return NEVER_SEEN


def _bot(state: BotState) -> SystemBot:
    return SystemBot(
        online=state.online,
        latency_ms=state.latency_ms,
        since=state.since,
        seen_at=state.seen_at,
        guilds=state.guilds,
        version=state.version,
    )


def _backup(check: Check, standing: BackupStanding) -> SystemBackup:
    last = standing.last
    made = last if last is not None and not last.trouble else None
    tried = made is not None and made.check is not RestoreCheck.NOT_DONE
    return SystemBackup(
        ok=check.health is Health.GOOD,
        what=check.what,
        remedy=check.remedy,
        made_at=None if last is None else last.at,
        file="" if made is None else made.file,
        size_bytes=None if made is None else made.size_bytes,
        encrypted=None if made is None else made.encrypted,
        restored_as_a_trial=made.check is RestoreCheck.RESTORED if made and tried else None,
    )


async def _database(container: Container) -> tuple[Mapping[str, int] | None, str | None]:
    processes = container.processes()
    try:
        return await processes.connections(), await processes.server_version()
    except DomainError:
        return None, None


async def _unfinished(container: Container) -> tuple[Run, ...] | None:
    try:
        async with container.begin()() as uow:
            return await uow.runs.unfinished()
    except DomainError:
        return None


def _queue(runs: tuple[Run, ...] | None) -> SystemQueue:
    if runs is None:
        return SystemQueue(queued=None, running=None, paused=None, oldest_since=None)
    states = Counter(run.state for run in runs)
    return SystemQueue(
        queued=states[RunState.QUEUED],
        running=states[RunState.RUNNING],
        paused=states[RunState.PAUSED],
        oldest_since=min((run.created_at for run in runs), default=None),
    )


@router.get("/doctor", summary="Look at everything that a run needs.")
async def get_doctor(_operator: OperatorDep, container: ContainerDep) -> Doctor:
    """Asks Discord, the database and Redis, now. Each finding comes with its fix."""
    checks = await container.examine()(ExamineCommand())
    return Doctor(
        checks=[
            DoctorCheck(name=one.name, health=one.health.value, what=one.what, remedy=one.remedy)
            for one in checks
        ]
    )


@router.get(
    "/log",
    summary="Look through the log.",
    response_model=Page[KeptLogLine],
    responses=problems(CURSOR_INVALID),
)
async def get_log(
    _operator: OperatorDep,
    container: ContainerDep,
    reference: LineReference = None,
    level: LeastLevel = "debug",
    cursor: Cursor = None,
    limit: Limit = 50,
) -> object:
    """Lines of all processes that are kept in the database (`LOG_DATABASE`), newest first, without
    anything secret. They come there within a second or two."""
    before = line_cursor(read_cursor("log", cursor))
    found = await container.log_lines().latest(
        least=LogLevel(level), reference=reference, before=before, limit=limit + 1
    )
    page = found[:limit]
    return {
        "items": [plain(one.line) for one in page],
        "next": cursor_of("log", str(page[-1].number)) if len(found) > limit else None,
    }


@router.get(
    "/errors/{reference}",
    summary="Find the log lines behind a reference that somebody was shown.",
    response_model=LogLines,
)
async def get_error(
    _operator: OperatorDep, reference: ReferencePath, container: ContainerDep
) -> object:
    """Of failed requests for seven days, and of failed steps of runs for as long as the run is
    kept. None: it is unknown, or was cleared away."""
    run_id, _, number = reference.partition("-")
    if number.isascii() and number.isdecimal():
        return {"lines": [plain(one) async for one in _of_step(container, run_id, number)]}
    return {"lines": [plain(one) for one in await container.error_log().lines(reference)]}


async def _of_step(container: Container, run_id: str, number: str) -> AsyncIterator[ErrorLine]:
    try:
        shown = await container.show_run()(ShowRunCommand(run_id=RunId(run_id)))
    except RunNotFound:
        return
    for step, record in shown.steps:
        if str(step.number) == number and record.message:
            yield ErrorLine(
                at=record.ended_at or record.started_at or shown.run.created_at,
                level="error" if record.error_code else "info",
                event=record.message,
                details={
                    "code": record.error_code,
                    "run_id": run_id,
                    "step": number,
                    "does": deed(step),
                    "attempt": str(record.attempt),
                },
            )
