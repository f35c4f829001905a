"""Plans: made, listed, looked at, cut down, made again."""

from typing import Any

from starlette.status import HTTP_201_CREATED

from app.shared.application.history.user_names import people_behind
from app.shared.application.planning.choose_changes import ChooseChangesCommand
from app.shared.application.planning.plan_guild import PlanGuildCommand
from app.shared.application.planning.what_changed import WhatChangedCommand
from app.shared.application.ports.plan_line import PlanId, PlanLine
from app.shared.application.ports.unit_of_work import PlanNotFound, VersionNotFound
from app.shared.application.runs.refresh_plan import RefreshPlanCommand
from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.domain.planning.selection import ChangeUnknown
from app.shared.infrastructure.container import Container
from app.web.api.authorising import Chooser, Permitted, Planner, Viewer
from app.web.api.idempotency import Once
from app.web.api.paging import cursor_of, read_cursor
from app.web.api.parameters import Cursor, Limit, PlanPath, plan_cursor
from app.web.api.problems import CURSOR_INVALID, problems
from app.web.api.route import ApiRouter
from app.web.api.routes.designs import read_document
from app.web.api.schemas.contract import Page
from app.web.api.schemas.plans import (
    Chosen,
    ChosenChanges,
    ListedPlan,
    PlanOrder,
    PlanSaid,
    PlanView,
    RefreshedPlan,
    Sentences,
)
from app.web.api.views.plan_page import plan_page, plan_said
from app.web.dependencies import ContainerDep

router = ApiRouter("/guilds/{guild_id}/plans", tags=["Plans"])
_KIND = "plan"


@router.get("", summary="List the plans of a server.", responses=problems(CURSOR_INVALID))
async def list_plans(
    viewer: Viewer, container: ContainerDep, cursor: Cursor = None, limit: Limit = 50
) -> Page[ListedPlan]:
    """Newest first. Parts that nobody ran are left out: they were looked at only."""
    before = plan_cursor(read_cursor(_KIND, cursor))
    older_than = None if before is None else PlanId(before)
    async with container.begin()() as uow:
        found = await uow.plans.list(viewer.guild_id, limit + 1, older_than)
        shown = found[:limit]
        people = await people_behind(uow, [one.made_by for one in shown])
    return Page(
        items=[_line(one, people[one.made_by].name) for one in shown],
        next=cursor_of(_KIND, str(shown[-1].id)) if len(found) > limit else None,
    )


def _line(line: PlanLine, made_by_name: str) -> ListedPlan:
    return ListedPlan(
        hash=line.hash,
        made_at=line.made_at,
        made_by=line.made_by,
        made_by_name=made_by_name,
        version=line.version,
        changes={kind.value: number for kind, number in line.changes.items()},
        destructive=line.destructive,
        steps=line.steps,
        seconds=line.seconds,
        blocks=line.blocks,
        warns=line.warns,
        rollback_of=line.rolls_back,
        part_of=line.part_of or None,
        run_id=None if line.run is None else line.run[0],
        run_state=None if line.run is None else line.run[1].value,
    )


@router.post(
    "",
    summary="Plan what it takes to bring the server to its design.",
    status_code=HTTP_201_CREATED,
    response_model=PlanView,
    responses=problems(VersionNotFound, BlueprintRefused, ChangeUnknown),
)
async def make_plan(
    planner: Planner, body: PlanOrder, container: ContainerDep, _once: Once
) -> object:
    """Reads the server as it is now. A plan is data, locked by its hash: nothing changes before
    somebody applies it. It is held against what you could do in Discord by hand."""
    design = None
    if body.design is not None or body.text is not None:
        design = await read_document(container, body.design, body.text)
    stored = await container.plan_guild()(
        PlanGuildCommand(
            guild_id=planner.guild_id,
            version=body.version,
            blueprint=design,
            selected=None if body.selected is None else frozenset(body.selected),
            requester=planner.identity.user_id,
            actor=planner.actor,
            origin=planner.origin,
        )
    )
    return await _page(container, planner, stored.plan.hash)


async def _page(container: Container, reader: Permitted, hash: str) -> dict[str, Any]:
    return await plan_page(container, reader.guild_id, hash, reader.identity.user_id)


@router.get(
    "/{hash}",
    summary="Show a plan to decide on.",
    response_model=PlanView,
    responses=problems(PlanNotFound),
)
async def get_plan(viewer: Viewer, hash: PlanPath, container: ContainerDep) -> object:
    return await _page(container, viewer, hash)


@router.get(
    "/{hash}/reviews",
    summary="Tell what people said of a plan, and whether it was run.",
    response_model=PlanSaid,
    responses=problems(PlanNotFound),
)
async def list_reviews(viewer: Viewer, hash: PlanPath, container: ContainerDep) -> object:
    """The same as in the plan, without all the rest: to ask now and then."""
    return await plan_said(container, viewer.guild_id, hash, viewer.identity.user_id)


@router.get(
    "/{hash}/changed",
    summary="Say what has changed in the server since a plan was made.",
    responses=problems(PlanNotFound),
)
async def get_changed(viewer: Viewer, hash: PlanPath, container: ContainerDep) -> Sentences:
    """Reads the server. No sentence: the plan still holds."""
    changed = await container.what_changed()(
        WhatChangedCommand(guild_id=viewer.guild_id, hash=hash)
    )
    return Sentences(sentences=list(changed))


@router.post(
    "/{hash}/choose",
    summary="Choose a part of a plan.",
    response_model=Chosen,
    responses=problems(PlanNotFound, ChangeUnknown),
)
async def choose_changes(
    chooser: Chooser, hash: PlanPath, body: ChosenChanges, container: ContainerDep, _once: Once
) -> object:
    """What is chosen brings along what it needs; `plan` is that part as a plan of its own, with a
    hash of its own, null when nothing was chosen."""
    chosen = await container.choose_changes()(
        ChooseChangesCommand(
            guild_id=chooser.guild_id,
            hash=hash,
            chosen=frozenset(body.chosen),
            requester=chooser.identity.user_id,
            actor=chooser.actor,
            origin=chooser.origin,
        )
    )
    part = chosen.plan
    return {
        "closure": sorted(chosen.closure),
        "plan": None if part is None else await _page(container, chooser, part.plan.hash),
    }


@router.post(
    "/{hash}/refresh",
    summary="Plan the same again for the server as it is now.",
    status_code=HTTP_201_CREATED,
    response_model=RefreshedPlan,
    responses=problems(PlanNotFound, VersionNotFound),
)
async def refresh_plan(
    chooser: Chooser, hash: PlanPath, container: ContainerDep, _once: Once
) -> object:
    """For a plan that no longer holds. `changed` says what is otherwise since."""
    refreshed = await container.refresh_plan()(
        RefreshPlanCommand(
            guild_id=chooser.guild_id,
            hash=hash,
            requester=chooser.identity.user_id,
            actor=chooser.actor,
            origin=chooser.origin,
        )
    )
    page = await _page(container, chooser, refreshed.plan.plan.hash)
    return {**page, "changed": list(refreshed.changed)}
