"""A run for machines. The shape is part of the public contract and only ever grows."""

from typing import Any

from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.fingerprint import plain
from app.shared.domain.runs.run import Run


def run_json(shown: ShownRun) -> dict[str, Any]:
    return {
        **bare_run_json(shown.run),
        "kept_members": {
            role: [str(member) for member in members]
            for role, members in shown.kept_members.items()
        },
        "steps": [
            {
                **plain(record),
                "created_id": None if record.created_id is None else str(record.created_id),
                "action": step.action.value,
                "key": step.key,
                "name": step.name,
                "verb": step.verb,
            }
            for step, record in shown.steps
        ],
    }


def bare_run_json(run: Run) -> dict[str, Any]:
    """Without its steps."""
    verified = None if run.report is None else run.report.verified
    return {**plain(run), "guild_id": str(run.guild_id), "verified": verified}
