"""A plan for machines. The shape is part of the public contract and only ever grows."""

from typing import Any

from app.shared.application.rendering.coverage_json import coverage_json
from app.shared.domain.fingerprint import plain
from app.shared.domain.planning.changes import Change
from app.shared.domain.planning.plan import Plan

FORMAT = 1


def plan_json(plan: Plan) -> dict[str, Any]:
    """Plain JSON types. Ids and permissions are text, since they do not fit a double."""
    return {
        "format": FORMAT,
        "hash": plan.hash,
        "guild_id": str(plan.guild_id),
        "guild_name": plan.guild_name,
        "made_at": plan.made_at.isoformat(),
        "blueprint_version": plan.blueprint_version,
        "empty": plan.is_empty,
        "blocked": plan.blocked,
        "changes": [change_json(change) for change in plan.changes],
        "steps": [texts(plain(step)) for step in plan.steps],
        "findings": [texts(plain(finding)) for finding in plan.findings],
        "access": [texts(plain(change)) for change in plan.access],
        "cost": plain(plan.cost),
        "coverage": coverage_json(plan.coverage),
    }


def change_json(change: Change) -> dict[str, Any]:
    return {"id": change.id, **texts(plain(change))}


_SAFE = 2**53


def texts(value: Any) -> Any:
    """Whole numbers that JavaScript would round become text, and so do permissions always."""
    if isinstance(value, dict):
        return {
            name: str(one)
            if name in {"allow", "deny", "gained", "lost"} and isinstance(one, int)
            else texts(one)
            for name, one in value.items()
        }
    if isinstance(value, list):
        return [texts(one) for one in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _SAFE:
        return str(value)
    return value
