"""Whether a step that is told as done was: it changed something, or the guild was so already."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.runs.resolving import Ids, UnknownReference
from app.shared.domain.runs.run import StepRecord, reason_of
from app.shared.domain.structure.identifiers import GuildId
from benchmarks.applying.raw import Raw, Thing
from benchmarks.chaos.history import By, Frame

_DELETIONS = frozenset({Action.DELETE_ROLE, Action.DELETE_CHANNEL})
_EDITS = frozenset({Action.EDIT_ROLE, Action.EDIT_CHANNEL})
_OVERWRITES = frozenset({Action.PUT_OVERWRITE, Action.DELETE_OVERWRITE})
_ORDERS = frozenset({Action.ORDER_ROLES, Action.ORDER_CHANNELS})


def had_an_effect(shown: ShownRun, step: Step, frames: Sequence[Frame]) -> bool:
    """A call of this step's went through. That of an order of channels carries no reason."""
    order = f"PATCH /guilds/{shown.run.guild_id}/channels"
    reason = reason_of(shown.run.id, step.number)
    sorts = step.action is Action.ORDER_CHANNELS
    return any(
        frame.by is By.BOT and (frame.what == order if sorts else frame.reason == reason)
        for frame in frames
    )


def was_so(shown: ShownRun, step: Step, record: StepRecord, frames: Sequence[Frame]) -> bool:
    """The guild stood as the step wants it at some moment of its last attempt."""
    if record.started_at is None or record.ended_at is None:
        return False
    start, end = record.started_at.timestamp(), record.ended_at.timestamp()
    moments = [frame for frame in frames if frame.at <= start][-1:]
    moments += [frame for frame in frames if start < frame.at <= end]
    ids = _ids(shown)
    return any(_is_so(step, frame.raw, ids) for frame in moments)


def _ids(shown: ShownRun) -> Ids:
    """By what the plan knew and what the run's own steps made."""
    bindings = shown.plan.bindings
    for step, record in shown.steps:
        if step.action.creates is not None and record.created_id is not None:
            bindings = bindings.bind(step.action.creates, step.key, record.created_id)
    return Ids(GuildId(shown.run.guild_id), bindings)


def _is_so(step: Step, raw: Raw, ids: Ids) -> bool:
    try:
        body: Any = ids.in_body(step.body, lambda: 0)
        object_id, target_id = str(ids.object_of(step)), str(ids.target_of(step))
    except UnknownReference:
        return False
    things = {one["id"]: one for one in (*raw.roles, *raw.channels)}
    if step.action in _ORDERS:
        return all(_agrees(things.get(entry["id"]), entry) for entry in body)
    if step.action in _DELETIONS:
        return object_id not in things
    thing = things.get(object_id)
    if step.action in _OVERWRITES:
        # A channel that is gone has none that could be taken away.
        has = {} if thing is None else _overwrites(thing["permission_overwrites"])
        wanted = None if step.action is Action.DELETE_OVERWRITE else _rights(body)
        return has.get(target_id) == wanted
    return step.action in _EDITS and _agrees(thing, body)


def _agrees(thing: Thing | None, body: Mapping[str, Any]) -> bool:
    return thing is not None and all(
        _plain(field, thing.get(field)) == _plain(field, value) for field, value in body.items()
    )


def _plain(field: str, value: Any) -> Any:
    match field:
        case "permission_overwrites":
            return _overwrites(value or ())
        case "topic":
            return value or ""
    return value


def _overwrites(found: Iterable[Thing]) -> dict[str, tuple[int, int]]:
    return {str(one["id"]): _rights(one) for one in found}


def _rights(overwrite: Mapping[str, Any]) -> tuple[int, int]:
    return int(overwrite.get("allow") or 0), int(overwrite.get("deny") or 0)
