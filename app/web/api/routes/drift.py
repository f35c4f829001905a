"""Where people took the server away from what was applied."""

from typing import Any

from fastapi import APIRouter

from app.shared.application.drift.compare_live import CompareLiveCommand, Drift, Drifted
from app.shared.application.drift.last_design import NothingApplied
from app.shared.application.rendering.plan_json import change_json
from app.shared.application.rendering.plan_parts import SIGNS
from app.shared.application.rendering.spans import safe
from app.shared.domain.fingerprint import plain
from app.web.api.authorising import Viewer
from app.web.api.route import ApiRoute
from app.web.api.schemas.drift import ShownDrift
from app.web.dependencies import ContainerDep

router = APIRouter(prefix="/guilds/{guild_id}/drift", route_class=ApiRoute, tags=["Drift"])


@router.get("", summary="Compare the server with how the runs left it.", response_model=ShownDrift)
async def get_drift(viewer: Viewer, container: ContainerDep) -> object:
    """Reads the server, and Discord's audit log where something was changed by hand."""
    try:
        found = await container.compare_live()(CompareLiveCommand(guild_id=viewer.guild_id))
    except NothingApplied:
        return _NOTHING_APPLIED
    return _shown(found)


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


def _shown(found: Drift) -> dict[str, Any]:
    return {
        "state": "drifted" if found.differences else "in_sync",
        "version": found.version,
        "run_id": found.run.id,
        "read_at": found.read_at,
        "items": [_item(one) for one in found.differences],
        "not_done": [
            {"id": one.change.id, "sentence": safe(one.sentence)} for one in found.not_done
        ],
        "audit_log_read": found.audit_log_read,
        "apply_puts_back": found.apply_puts_back,
        "coverage": plain(found.coverage),
    }


def _item(one: Drifted) -> dict[str, Any]:
    return {
        "id": one.id,
        "sign": SIGNS[one.change.kind][0],
        "sentence": safe(one.sentence),
        "who": None
        if one.by is None
        else {"id": str(one.by.user_id), "name": safe(one.by.user_name)},
        "when": None if one.by is None else one.by.at,
        "by_bot": one.by is not None and one.by.is_bot,
        "change": change_json(one.change),
    }
