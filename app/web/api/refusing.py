"""Errors that know more than a sentence, with all that they know."""

from dataclasses import replace
from typing import Any

from app.shared.application.blueprints.version_conflict import VersionConflict
from app.shared.application.ports.guild_gateway import LimitReached
from app.shared.application.rendering.design_differences import three_way_views
from app.shared.domain.blueprint.problems import BlueprintRefused, Problem
from app.shared.domain.drift.settings import DriftSettingsRefused
from app.shared.domain.errors import DomainError
from app.shared.domain.fingerprint import plain
from app.shared.domain.language.saying import say, say_counted
from app.shared.domain.runs.refusals import DestructionNotConfirmed, PlanBlocked, PlanStale
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.files.design.writing import design_of
from app.web.api.views.names import name_behind
from app.web.failures import Told, told_of_error


async def told_in_full(error: DomainError, container: Container) -> Told | None:
    """None for those that have nothing to add. Raises Unavailable."""
    if isinstance(error, LimitReached):
        return Told(
            status=503,
            code=error.code,
            what=error.message,
            remedy=say("Try again later."),
            headers={"retry-after": str(max(1, round(error.retry_after)))},
        )
    if isinstance(error, BlueprintRefused):
        return _refused(error)
    if isinstance(error, DriftSettingsRefused):
        places = tuple(problem_json(problem) for problem in error.problems)
        return replace(told_of_error(error), problems=places)
    told = told_of_error(error)
    if isinstance(error, VersionConflict):
        return replace(
            told, more=_conflict(error, await name_behind(container, error.latest.author))
        )
    if isinstance(error, PlanStale):
        return replace(told, more={"changed": list(error.changed)})
    if isinstance(error, PlanBlocked):
        return replace(told, more={"findings": [plain(one) for one in error.findings]})
    if isinstance(error, DestructionNotConfirmed):
        return replace(
            told,
            more={"unconfirmed": [{"id": c.id, "loses": c.loses} for c in error.changes]},
        )
    return None


def _refused(error: BlueprintRefused) -> Told:
    """The places lead into the design or the text, not into the body around it."""
    return replace(
        told_of_error(error),
        what=say_counted(
            len(error.problems),
            "One thing in this design cannot be as it is.",
            "{number} things in this design cannot be as they are.",
        ),
        remedy=say("Each is listed with its place and what would be right."),
        problems=tuple(problem_json(problem) for problem in error.problems),
    )


def _conflict(error: VersionConflict, author_name: str) -> dict[str, Any]:
    latest = error.latest
    return {
        "latest": {
            "version": latest.number,
            "author": latest.author,
            "author_name": author_name,
            "saved_at": latest.saved_at.isoformat(),
            "message": latest.message,
            "design": design_of(latest.blueprint),
        },
        "differences": three_way_views(error.differences, error.base, error.mine, latest.blueprint),
    }


def problem_json(problem: Problem) -> dict[str, Any]:
    path = list(problem.path)
    return {
        "what": problem.what,
        "remedy": problem.remedy,
        "path": path,
        "pointer": "".join(f"/{_escaped(part)}" for part in path),
        "line": problem.line or None,
        "column": problem.column or None,
    }


def _escaped(part: str | int) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")
