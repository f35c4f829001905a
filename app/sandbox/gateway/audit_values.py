"""Audit log entries as the gateway writes them: permission values are JSON numbers there."""

from typing import Any

PERMISSION_KEYS = frozenset({"permissions", "allow", "deny"})


def with_integer_permissions(entry: dict[str, Any]) -> dict[str, Any]:
    changes = entry.get("changes")
    if not changes:
        return entry
    return entry | {"changes": [_converted(change) for change in changes]}


def _converted(change: dict[str, Any]) -> dict[str, Any]:
    if change.get("key") not in PERMISSION_KEYS:
        return change
    values = {
        side: int(change[side])
        for side in ("old_value", "new_value")
        if isinstance(change.get(side), str)
    }
    return change | values
