"""Audit log entries as JSON."""

from typing import Any

from app.sandbox.world.audit_log import AuditChange, AuditLogEntry
from app.sandbox.world.payloads.times import text_or_none


def audit_log_entry_payload(entry: AuditLogEntry) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": str(entry.id),
        "action_type": int(entry.action),
        "user_id": str(entry.user_id),
        "target_id": text_or_none(entry.target_id),
    }
    if entry.changes:
        found["changes"] = [_change(change) for change in entry.changes]
    if entry.options:
        found["options"] = dict(entry.options)
    if entry.reason is not None:
        found["reason"] = entry.reason
    return found


def _change(change: AuditChange) -> dict[str, Any]:
    """A side that is None is left out."""
    found: dict[str, Any] = {"key": change.key}
    if change.old_value is not None:
        found["old_value"] = change.old_value
    if change.new_value is not None:
        found["new_value"] = change.new_value
    return found
