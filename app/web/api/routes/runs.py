"""Runs: listed, looked at, steered, led back."""

from app.shared.application.history.user_names import people_behind
from app.shared.application.ports.progress import Progress
from app.shared.application.ports.unit_of_work import RunNotFound
from app.shared.application.runs.steer_run import SteerRunCommand
from app.shared.domain.runs.lifecycle import RunEnded
from app.shared.domain.runs.run import RunId, Wish
from app.shared.infrastructure.container import Container
from app.web.api.authorising import Permitted, Starter, Viewer
from app.web.api.idempotency import Once
from app.web.api.paging import cursor_of, read_cursor
from app.web.api.parameters import Cursor, Limit, RunPath
from app.web.api.problems import CURSOR_INVALID, problems
from app.web.api.route import ApiRouter
from app.web.api.schemas.contract import Page
from app.web.api.schemas.runs import RunSummary, RunView
from app.web.api.views.names import named_summary, run_page
from app.web.dependencies import ContainerDep

router = ApiRouter("/guilds/{guild_id}/runs", tags=["Runs"])
_KIND = "run"


@router.get("", summary="List the runs of a server.", responses=problems(CURSOR_INVALID))
async def list_runs(
    viewer: Viewer, container: ContainerDep, cursor: Cursor = None, limit: Limit = 50
) -> Page[RunSummary]:
    """Newest first."""
    before = read_cursor(_KIND, cursor)
    older_than = None if before is None else RunId(before)
    async with container.begin()() as uow:
        found = await uow.runs.list(viewer.guild_id, limit + 1, older_than)
        shown = found[:limit]
        people = await people_behind(uow, [run.requested_by for run in shown])
    return Page(
        items=[RunSummary(**named_summary(run, people[run.requested_by].name)) for run in shown],
        next=cursor_of(_KIND, shown[-1].id) if len(found) > limit else None,
    )


@router.get(
    "/{run_id}",
    summary="Show a run with its steps.",
    response_model=RunView,
    responses=problems(RunNotFound),
)
async def get_run(viewer: Viewer, run_id: RunPath, container: ContainerDep) -> object:
    return await run_page(container, viewer.guild_id, run_id)


_STEERED = problems(RunNotFound, RunEnded)


@router.post(
    "/{run_id}/pause",
    summary="Ask a run to pause between two steps.",
    response_model=RunView,
    responses=_STEERED,
)
async def pause_run(
    starter: Starter, run_id: RunPath, container: ContainerDep, _once: Once
) -> object:
    """The wish is stored; a worker heeds it within about a second. A run that leads back needs the
    right `rollback`, any other the right `apply`."""
    return await _steer(starter, run_id, container, Wish.PAUSE)


@router.post(
    "/{run_id}/resume",
    summary="Let a paused run go on.",
    response_model=RunView,
    responses=_STEERED,
)
async def resume_run(
    starter: Starter, run_id: RunPath, container: ContainerDep, _once: Once
) -> object:
    return await _steer(starter, run_id, container, Wish.GO_ON)


@router.post(
    "/{run_id}/cancel",
    summary="Stop a run between two steps.",
    response_model=RunView,
    responses=_STEERED,
)
async def cancel_run(
    starter: Starter, run_id: RunPath, container: ContainerDep, _once: Once
) -> object:
    """What was done stays done; the report says what. A run that waits for a worker ends here."""
    return await _steer(starter, run_id, container, Wish.CANCEL)


async def _steer(
    starter: Permitted, run_id: RunId, container: Container, wish: Wish
) -> dict[str, object]:
    run = await container.steer_run()(
        SteerRunCommand(
            run_id=run_id,
            guild_id=starter.guild_id,
            wish=wish,
            actor=starter.actor,
            origin=starter.origin,
        )
    )
    # Whoever watches hears of the wish now, and not when a worker heeds it.
    await container.progress().publish(Progress(run=run))
    return await run_page(container, starter.guild_id, run_id)
