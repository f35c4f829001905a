"""Errors that know more than a sentence, with all that they know."""

from dataclasses import replace
from typing import Any

from app.shared.application.ports.guild_gateway import LimitReached
from app.shared.domain.blueprint.problems import BlueprintRefused, Problem
from app.shared.domain.errors import DomainError
from app.shared.domain.fingerprint import plain
from app.shared.domain.runs.refusals import DestructionNotConfirmed, PlanBlocked, PlanStale
from app.web.failures import Told, told_of_error


def told_in_full(error: DomainError) -> Told | None:
    """None for those that have nothing to add."""
    if isinstance(error, LimitReached):
        return Told(
            status=503,
            code=error.code,
            what=error.message,
            remedy="Try again later.",
            headers={"retry-after": str(max(1, round(error.retry_after)))},
        )
    if isinstance(error, BlueprintRefused):
        return told_of_refused(error)
    told = told_of_error(error)
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


def told_of_refused(error: BlueprintRefused, within: tuple[str | int, ...] = ()) -> Told:
    """`within` is where the document stands in the body."""
    number = len(error.problems)
    return replace(
        told_of_error(error),
        what="One thing in this design cannot be as it is."
        if number == 1
        else f"{number} things in this design cannot be as they are.",
        remedy="Each is listed with its place and what would be right.",
        problems=tuple(problem_json(problem, within) for problem in error.problems),
    )


def problem_json(problem: Problem, within: tuple[str | int, ...] = ()) -> dict[str, Any]:
    path = [*within, *problem.path]
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
