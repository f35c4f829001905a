"""What became of an approval: who took the run up, and how soon."""

from app.shared.domain.runs.run import Run

_PROCESSES = {"bot": "the bot", "worker": "a worker", "": "a worker"}


def receipt_of(run: Run) -> str:
    """Empty while nobody has."""
    if run.started_at is None:
        return ""
    who = _PROCESSES.get(run.taken_by, f"guildwright {run.taken_by}")
    seconds = max(0.0, (run.started_at - run.created_at).total_seconds())
    return f"Picked up by {who} {_while(seconds)} later."


def _while(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{round(minutes / 60)} h"
