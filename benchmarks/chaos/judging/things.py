"""Whether anything exists twice, or is gone that nobody wanted gone."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from app.sandbox.world.audit_log import AuditAction, AuditLogEntry
from benchmarks.applying.raw import Raw
from benchmarks.chaos.history import By, Frame

CREATIONS = frozenset(
    {
        AuditAction.ROLE_CREATE,
        AuditAction.CHANNEL_CREATE,
        AuditAction.AUTO_MODERATION_RULE_CREATE,
    }
)


def made_by(bot_id: int, log: Sequence[AuditLogEntry]) -> list[AuditLogEntry]:
    return [entry for entry in log if entry.action in CREATIONS and entry.user_id == bot_id]


def twins(bot_id: int, log: Sequence[AuditLogEntry], end: Raw, bound: Collection[int]) -> list[str]:
    """What one step made twice, and what the bot made and nothing stands for at the end."""
    made = made_by(bot_id, log)
    times = Counter(entry.reason for entry in made)
    found = [f"{reason!r} made {count} things" for reason, count in times.items() if count > 1]
    living = ids_in(end)
    strays = [e for e in made if str(e.target_id) in living and e.target_id not in bound]
    return found + [f"{entry.target_id} was made by {entry.reason!r} and left" for entry in strays]


def lost(frames: Sequence[Frame], doomed: Collection[str]) -> Iterator[str]:
    """What went by a call of the bot's. `doomed` are the ids that people let the run delete."""
    for before, frame in pairwise(frames):
        if frame.by is By.BOT:
            for id_ in sorted(ids_in(before.raw) - ids_in(frame.raw) - set(doomed)):
                yield f"{_name(before.raw, id_)} ({id_}) went with {frame.what} ({frame.reason})"


def _name(raw: Raw, id_: str) -> str:
    things = (*raw.roles, *raw.channels, *(raw.rules or ()))
    return next(str(thing["name"]) for thing in things if thing["id"] == id_)


def ids_in(raw: Raw) -> set[str]:
    rules = raw.rules or ()
    return {thing["id"] for things in (raw.roles, raw.channels, rules) for thing in things}
