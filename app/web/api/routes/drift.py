"""Where people took the server away from what was applied."""

from collections.abc import Mapping
from typing import Any

from fastapi import Response
from starlette.status import HTTP_201_CREATED

from app.shared.application.drift.adopt_drift import AdoptDriftCommand
from app.shared.application.drift.compare_live import CompareLiveCommand, Drift, Drifted
from app.shared.application.drift.last_design import NothingApplied
from app.shared.application.drift.revert_drift import RevertDriftCommand
from app.shared.application.drift.settling import DriftChanged
from app.shared.application.ports.unit_of_work import RunUnderWay
from app.shared.application.rendering.coverage_json import coverage_json
from app.shared.application.rendering.drift_signs import sign_by_hand
from app.shared.application.rendering.plan_json import change_json, texts
from app.shared.application.rendering.spans import safe
from app.shared.domain.drift.records import DriftRecord, DriftState
from app.shared.domain.errors import Conflict
from app.shared.domain.fingerprint import plain
from app.web.api.authorising import Designer, Planner, Viewer
from app.web.api.etags import etag
from app.web.api.idempotency import Once
from app.web.api.problems import problems
from app.web.api.route import ApiRouter
from app.web.api.routes.designs import ETAG, saved_design
from app.web.api.schemas.designs import SavedDesign
from app.web.api.schemas.drift import DriftAdoption, DriftChoice, ShownDrift
from app.web.api.schemas.plans import PlanView
from app.web.api.views.plan_page import plan_page
from app.web.dependencies import ContainerDep

router = ApiRouter("/guilds/{guild_id}/drift", tags=["Drift"])


@router.get("", summary="Compare the server with how the runs left it.", response_model=ShownDrift)
async def get_drift(viewer: Viewer, container: ContainerDep) -> object:
    """Reads the server, and Discord's audit log where something was changed by hand."""
    try:
        found = await container.compare_live()(CompareLiveCommand(guild_id=viewer.guild_id))
    except NothingApplied:
        return _NOTHING_APPLIED
    noticed = await container.list_drift().lasting(viewer.guild_id)
    return _shown(found, {record.difference: record for record in noticed})


@router.post(
    "/adopt",
    summary="Keep what was changed by hand: it goes into the design.",
    status_code=HTTP_201_CREATED,
    response_model=SavedDesign,
    responses={201: ETAG, **problems(NothingApplied, DriftChanged, RunUnderWay, Conflict)},
)
async def adopt_drift(
    designer: Designer,
    body: DriftAdoption,
    container: ContainerDep,
    response: Response,
    _once: Once,
) -> object:
    """As a new version. Nothing changes in Discord."""
    saved = await container.adopt_drift()(
        AdoptDriftCommand(
            guild_id=designer.guild_id,
            ids=frozenset(body.ids),
            message=body.message,
            actor=designer.actor,
            origin=designer.origin,
        )
    )
    response.headers["etag"] = etag(saved.number)
    return await saved_design(container, saved)


@router.post(
    "/revert",
    summary="Plan to undo what was changed by hand.",
    status_code=HTTP_201_CREATED,
    response_model=PlanView,
    responses=problems(NothingApplied, DriftChanged),
)
async def revert_drift(
    planner: Planner, body: DriftChoice, container: ContainerDep, _once: Once
) -> object:
    """A plan for just that: it is looked at and applied like any other."""
    stored = await container.revert_drift()(
        RevertDriftCommand(
            guild_id=planner.guild_id,
            ids=frozenset(body.ids),
            requester=planner.identity.user_id,
            actor=planner.actor,
            origin=planner.origin,
        )
    )
    reader = planner.identity.user_id
    return await plan_page(container, planner.guild_id, stored.plan.hash, reader)


_NOTHING_APPLIED: dict[str, Any] = {
    "state": "never_applied",
    "version": None,
    "run_id": None,
    "read_at": None,
    "items": [],
    "not_done": [],
    "audit_log_read": False,
    "apply_puts_back": False,
    "coverage": None,
}


def _shown(found: Drift, noticed: Mapping[str, DriftRecord]) -> dict[str, Any]:
    return {
        "state": "drifted" if found.differences else "in_sync",
        "version": found.version,
        "run_id": found.run.id,
        "read_at": found.read_at,
        "items": [_item(one, noticed.get(one.id)) for one in found.differences],
        "not_done": [
            {"id": one.change.id, "sentence": safe(one.sentence)} for one in found.not_done
        ],
        "audit_log_read": found.audit_log_read,
        "apply_puts_back": found.apply_puts_back,
        "coverage": coverage_json(found.coverage),
    }


def _item(one: Drifted, noticed: DriftRecord | None) -> dict[str, Any]:
    return {
        "id": one.id,
        "sign": sign_by_hand(one.change),
        "sentence": safe(one.sentence),
        "who": None
        if one.by is None
        else {"id": str(one.by.user_id), "name": safe(one.by.user_name)},
        "when": None if one.by is None else one.by.at,
        "by_bot": one.by is not None and one.by.is_bot,
        "change": change_json(one.change),
        "three_ways": [texts(plain(way)) for way in one.three_ways],
        "latest": safe(one.latest) or None,
        "ignored": noticed is not None and noticed.state is DriftState.IGNORED,
        "trouble": None if noticed is None else safe(noticed.trouble) or None,
    }
