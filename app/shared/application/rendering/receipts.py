"""What became of an approval: who took the run up, and how soon."""

from app.shared.domain.language.saying import say, to_say
from app.shared.domain.runs.run import Run

_WORKER = to_say("Picked up by a worker {time} later.")
_PROCESSES = {
    "bot": to_say("Picked up by the bot {time} later."),
    "worker": _WORKER,
    "": _WORKER,
}
_OTHER = to_say("Picked up by guildwright {process} {time} later.")


def receipt_of(run: Run) -> str:
    """Empty while nobody has."""
    if run.started_at is None:
        return ""
    sentence = _PROCESSES.get(run.taken_by, _OTHER)
    seconds = max(0.0, (run.started_at - run.created_at).total_seconds())
    return say(sentence, process=run.taken_by, time=_while(seconds))


def _while(seconds: float) -> str:
    if seconds < 60:
        return say("{number:.1f} s", number=seconds)
    minutes = round(seconds / 60)
    if minutes < 120:
        return say("{number} min", number=minutes)
    return say("{number} h", number=round(minutes / 60))
