"""Whether a call whose answer is not known took effect, judged from Discord's side alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.shared.application.ports.guild_gateway import AuditEntry, Written
from app.shared.domain.planning.steps import Json, Step
from app.shared.domain.runs.already import agrees
from app.shared.domain.runs.effects import Effect, effect_in_guild, parts_of, tags_of
from app.shared.domain.runs.resolving import Ids, UnknownReference
from app.shared.domain.runs.run import RunId, reason_of
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.community import AutomodRule
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.domain.structure.structure import Structure

CREATIONS = {Kind.ROLE: 30, Kind.CHANNEL: 10, Kind.RULE: 140}
"""Discord's audit-log types, by resources/audit-log."""
CLOCKS_APART = timedelta(minutes=1)
"""How far our clock and Discord's may differ without a new thing being taken for an old one."""
_DISCORD_EPOCH_MS = 1_420_070_400_000

Thing = Role | Channel | AutomodRule


@dataclass(frozen=True)
class Look:
    """The guild as it is, as it was when the plan was made, and what the audit log says."""

    live: Snapshot
    before: Snapshot
    audit: tuple[AuditEntry, ...] | None
    """Since the run began; None when the bot may not read the log."""


def effect_of(run: RunId, step: Step, look: Look, ids: Ids, *, strictly: bool) -> Written | Effect:
    """What Discord would have answered, or why there is no answer.

    Where the audit log does not tell, a new thing of the right name may be what the step created;
    `strictly` takes it only when it is in everything as it was sent.
    """
    if (kind := step.action.creates) is not None:
        return _created(kind, run, step, look, ids, strictly=strictly) or Effect.NONE
    if any(entry.reason == reason_of(run, step.number) for entry in look.audit or ()):
        return Written(None, parts_of(step, look.live, ids))
    try:
        effect = effect_in_guild(step, look.live, ids)
    except UnknownReference:
        return Effect.UNKNOWN
    shows = effect is Effect.SHOWS
    return Written(None, parts_of(step, look.live, ids)) if shows else effect


def _created(
    kind: Kind, run: RunId, step: Step, look: Look, ids: Ids, *, strictly: bool
) -> Written | None:
    created = _by_reason(CREATIONS[kind], reason_of(run, step.number), look.audit or ())
    if created is None:
        created = _by_likeness(kind, step, look, ids, strictly=strictly)
    return None if created is None else Written(created, tags_of(created, look.live))


def _by_reason(action_type: int, reason: str, audit: Iterable[AuditEntry]) -> int | None:
    found = (e.target_id for e in audit if e.action_type == action_type and e.reason == reason)
    return next(found, None)


def _by_likeness(kind: Kind, step: Step, look: Look, ids: Ids, *, strictly: bool) -> int | None:
    """A thing of that name and type that is new, bound to no key, and that the audit log does not
    know as somebody else's or another step's. The log can lag behind, so its silence alone does
    not mean that nothing was created."""
    if not isinstance(step.body, dict):
        return None
    told = {e.target_id for e in look.audit or () if e.action_type == CREATIONS[kind]}
    old = {int(key) for key in _things(kind, look.before.structure)}
    since = look.before.taken_at - CLOCKS_APART
    body = ids.in_body(step.body, lambda: 0)
    candidates = [
        int(key)
        for key, thing in _things(kind, look.live.structure).items()
        if int(key) not in old | told
        and ids.bindings.key_of(kind, int(key)) is None
        and created_at_or_after(int(key), since)
        and _alike(thing, step.body)
        and not (strictly and isinstance(body, dict) and not agrees(thing, body, ids.guild_id))
    ]
    return min(candidates, default=None)


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
