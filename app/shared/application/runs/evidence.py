"""Whether a call whose answer is not known took effect, judged from Discord's side alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.shared.application.ports.guild_gateway import AuditEntry, Written
from app.shared.domain.planning.steps import Action, Json, Step
from app.shared.domain.runs.already import is_already
from app.shared.domain.runs.resolving import Ids, UnknownReference
from app.shared.domain.runs.run import RunId, StepRecord, reason_of
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.community import AutomodRule
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.domain.structure.structure import Structure

CREATIONS = {Kind.ROLE: 30, Kind.CHANNEL: 10, Kind.RULE: 140}
"""Discord's audit-log types, by resources/audit-log."""
_CLOCKS_APART = timedelta(minutes=1)
"""How far our clock and Discord's may differ without a new thing being taken for an old one."""
_DISCORD_EPOCH_MS = 1_420_070_400_000

Thing = Role | Channel | AutomodRule


@dataclass(frozen=True)
class Look:
    """The guild as it is, as it was when the plan was made, and what the audit log says."""

    live: Snapshot
    before: Snapshot
    audit: tuple[AuditEntry, ...] | None
    """Since the first call in question; None when the bot may not read the log."""


def effect_of(run: RunId, step: Step, record: StepRecord, look: Look, ids: Ids) -> Written | None:
    """What Discord would have answered, or None when nothing shows that the call took effect.

    Deletions and edits may be repeated without harm, so for them None is the safe answer.
    """
    if (kind := step.action.creates) is not None:
        return _created(kind, run, step, record, look, ids)
    try:
        object_id = ids.object_of(step)
    except UnknownReference:
        return None
    match step.action:
        case Action.DELETE_ROLE | Action.DELETE_CHANNEL | Action.DELETE_RULE:
            return None if _is_there(step.action, object_id, look.live) else Written()
        case Action.EDIT_ROLE | Action.EDIT_CHANNEL:
            return _edited(step, object_id, look.live, ids)
    return None


def _created(
    kind: Kind, run: RunId, step: Step, record: StepRecord, look: Look, ids: Ids
) -> Written | None:
    created = _by_reason(CREATIONS[kind], reason_of(run, step.number), look.audit or ())
    if created is None:
        created = _by_likeness(kind, step, record, look, ids)
    return None if created is None else Written(created, _parts(kind, created, look.live))


def _by_reason(action_type: int, reason: str, audit: Iterable[AuditEntry]) -> int | None:
    found = (e.target_id for e in audit if e.action_type == action_type and e.reason == reason)
    return next(found, None)


def _by_likeness(kind: Kind, step: Step, record: StepRecord, look: Look, ids: Ids) -> int | None:
    """A thing of that name and type that is new, bound to no key, and that the audit log does not
    know as somebody else's or another step's. The log can lag behind, so its silence alone does
    not mean that nothing was created."""
    if not isinstance(step.body, dict):
        return None
    told = {e.target_id for e in look.audit or () if e.action_type == CREATIONS[kind]}
    old = {int(key) for key in _things(kind, look.before.structure)}
    since = (record.started_at or look.before.taken_at) - _CLOCKS_APART
    parent = _parent(step.body, ids)
    candidates = [
        (_parent_of(thing) != parent, int(key))
        for key, thing in _things(kind, look.live.structure).items()
        if int(key) not in old | told
        and ids.bindings.key_of(kind, int(key)) is None
        and created_at_or_after(int(key), since)
        and _alike(thing, step.body)
    ]
    return min(candidates, default=(False, None))[1]


def created_at_or_after(snowflake: int, moment: datetime) -> bool:
    """By the time that every id of Discord's carries."""
    return (snowflake >> 22) + _DISCORD_EPOCH_MS >= int(moment.timestamp() * 1000)


def _things(kind: Kind, structure: Structure) -> Mapping[Key, Thing]:
    things: Mapping[Key, Thing]
    match kind:
        case Kind.ROLE:
            things = structure.role_by_key
        case Kind.CHANNEL:
            things = structure.channel_by_key
        case _:
            things = {rule.key: rule for rule in structure.automod or ()}
    return {key: thing for key, thing in things.items() if key.isdecimal()}


def _alike(thing: Thing, body: dict[str, Json]) -> bool:
    if thing.name != body.get("name"):
        return False
    if isinstance(thing, Channel):
        return int(thing.type) == body.get("type", 0)
    return isinstance(thing, Role) or thing.trigger == body.get("trigger_type")


def _parent(body: dict[str, Json], ids: Ids) -> Any:
    return ids.in_body(body.get("parent_id"), lambda: 0)


def _parent_of(thing: Thing) -> str | None:
    return thing.parent if isinstance(thing, Channel) else None


def _parts(kind: Kind, created: int, live: Snapshot) -> tuple[int, ...]:
    if kind is not Kind.CHANNEL:
        return ()
    channel = live.structure.channel_by_key.get(Key(str(created)))
    return () if channel is None else tuple(int(tag.key) for tag in channel.tags)


def _is_there(action: Action, object_id: int | None, live: Snapshot) -> bool:
    kind = {Action.DELETE_ROLE: Kind.ROLE, Action.DELETE_CHANNEL: Kind.CHANNEL}.get(
        action, Kind.RULE
    )
    key = Key(str(object_id))
    return key in _things(kind, live.structure) or key in live.coverage.unseen_channels


def _edited(step: Step, object_id: int | None, live: Snapshot, ids: Ids) -> Written | None:
    body = ids.in_body(step.body, lambda: 0)
    if not isinstance(body, dict):
        return None
    key = Key(str(object_id))
    thing: Role | Channel | None = live.structure.channel_by_key.get(key)
    if step.action is Action.EDIT_ROLE:
        role_key = EVERYONE if object_id == live.guild_id else key
        thing = live.structure.role_by_key.get(role_key)
    if thing is None or not is_already(thing, body, live.guild_id):
        return None
    parts = tuple(int(tag.key) for tag in thing.tags) if isinstance(thing, Channel) else ()
    return Written(None, parts)
