"""What plans are told with, on every surface: names, signs, fields, gains and losses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.shared.application.rendering.list_parts import list_parts
from app.shared.application.rendering.spans import Style, safe
from app.shared.application.rendering.values import (
    duration,
    field_label,
    overwrite_text,
    part_label,
    permissions_text,
    plain_text,
    value_text,
)
from app.shared.domain.language.listing import in_a_row
from app.shared.domain.language.saying import say, say_counted, to_say
from app.shared.domain.planning.access import AccessChange
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Subject
from app.shared.domain.planning.cost import Cost
from app.shared.domain.planning.findings import Severity
from app.shared.domain.planning.plan import Plan
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import EVERYONE, Key, Target, role_target, target_role
from app.shared.domain.structure.marks import MARKS, marked

SIGNS: Mapping[ChangeKind, tuple[str, Style]] = {
    ChangeKind.CREATE: ("+", Style.CREATE),
    ChangeKind.UPDATE: ("~", Style.CHANGE),
    ChangeKind.MOVE: ("↕", Style.MOVE),
    ChangeKind.ACCESS: ("◐", Style.ACCESS),
    ChangeKind.DELETE: ("−", Style.REMOVE),
}
SEVERITIES: Mapping[Severity, tuple[str, Style]] = {
    Severity.BLOCKS: ("⛔", Style.BLOCKS),
    Severity.WARNS: ("⚠", Style.WARNS),
    Severity.INFORMS: ("ⓘ", Style.INFORMS),
}
_SUBJECTS: Mapping[Subject, str] = {
    Subject.ROLE: to_say("role"),
    Subject.CHANNEL: to_say("channel"),
    Subject.RULE: to_say("automod rule"),
    Subject.SETTINGS: to_say("server"),
    Subject.WELCOME_SCREEN: to_say("server"),
    Subject.ONBOARDING: to_say("server"),
    Subject.ORDER: to_say("server"),
}
_THINGS: Mapping[Subject, str] = {
    Subject.ROLE: to_say("role {name}"),
    Subject.CHANNEL: to_say("channel {name}"),
    Subject.RULE: to_say("automod rule {name}"),
}
_HASH_SHOWN = 12


class Names:
    """What the things in a plan are called: by the design, or else as they are called now."""

    def __init__(self, plan: Plan) -> None:
        self._named = dict(plan.names)
        for change in plan.changes:
            if change.kind is ChangeKind.CREATE:
                self._named.setdefault(f"{change.subject}:{change.key}", _created_name(change))
        structure = plan.blueprint.structure
        self._named |= {f"role:{role.key}": role.name for role in structure.roles}
        self._named |= {f"channel:{c.key}": marked(c.name, c.type) for c in structure.channels}

    def role(self, key: Key) -> str:
        return "@everyone" if key == EVERYONE else f"@{safe(self._named.get(f'role:{key}', key))}"

    def channel(self, key: Key) -> str:
        return safe(self._named.get(f"channel:{key}", f"#{key}"))

    def mark(self, key: Key) -> str:
        """What stands before a channel's name and shows its kind."""
        name = self.channel(key)
        return next((mark for mark in MARKS if name.startswith(mark)), "")

    def target(self, target: Target) -> str:
        role = target_role(target)
        if role is not None:
            return self.role(role)
        return safe(self._named.get(target, target.replace(":", " ")))


def _created_name(change: Change) -> str:
    if change.subject is not Subject.CHANNEL:
        return change.name
    types = [field.after for field in change.fields if field.field == "type"]
    return marked(change.name, ChannelType(types[0]) if types else ChannelType.TEXT)


def subject_word(subject: Subject) -> str:
    return say(_SUBJECTS[subject])


def plan_title(plan: Plan) -> str:
    return say(
        "Plan {hash} for {server}", hash=plan.hash[:_HASH_SHOWN], server=safe(plan.guild_name)
    )


def origin_text(plan: Plan) -> str:
    if plan.blueprint_version is None:
        return say("without a saved version")
    return say("from version {number}", number=plan.blueprint_version)


def cost_text(cost: Cost) -> str:
    """`23 calls, about 6 s`; with quotas where they count."""
    parts = [
        say_counted(cost.writes, "{number:,} call", "{number:,} calls"),
        say("about {time}", time=_time(cost.seconds)),
    ]
    if guarding := cost.extra_writes - cost.spare_writes:
        parts.append(say("{number} of them so that nobody sees more in between", number=guarding))
    if spare := cost.spare_writes:
        parts.append(say("{number} of them only if it is still needed then", number=spare))
    if cost.role_creations:
        parts.append(
            say_counted(
                cost.role_creations,
                "{number:,} new role; Discord allows about 250 in two days",
                "{number:,} new roles; Discord allows about 250 in two days",
            )
        )
    return in_a_row(parts)


def _time(seconds: float) -> str:
    whole = max(1, round(seconds))
    if whole < 120:
        return say("{number} s", number=whole)
    if whole < 7200:
        return duration(whole // 60 * 60)
    return say("{number:.1f} h", number=whole / 3600)


def called(change: Change, names: Names) -> str:
    now = safe(change.name)
    new = next((safe(str(f.after)) for f in change.fields if f.field == "name" and f.before), None)
    if change.subject is Subject.ROLE:
        return f"@{now.removeprefix('@')}" + (f" → @{new}" if new else "")
    if change.subject is Subject.CHANNEL:
        mark = names.mark(change.key)
        return f"{mark}{now}" + (f" → {mark}{new}" if new else "")
    return now


def thing(change: Change) -> str:
    """`role Helper` in a sentence; what there is only one of is named without its kind."""
    name = safe(change.name)
    return say(_THINGS.get(change.subject, _ONLY_ONE), name=name)


_ONLY_ONE = to_say("the {name}")


def remark(change: Change) -> str:
    if change.archived:
        return say("not in the design: archived, not deleted")
    if change.subject is Subject.CHANNEL and change.kind is ChangeKind.UPDATE:
        return say("same channel, messages stay")
    return ""


@dataclass(frozen=True, slots=True)
class FieldText:
    """One field that changes. Where there are no two values side by side, `after` says it all."""

    label: str
    before: str
    after: str


def field_texts(field: FieldChange, change: Change, names: Names) -> Iterator[FieldText]:
    new = change.kind is ChangeKind.CREATE
    if field.field == "name" and (new or field.before):
        return
    if field.field == "permissions":
        before, after = field.before or 0, field.after or 0
        yield FieldText("", "", permissions_text(after & ~before, before & ~after))
    elif field.field.startswith("access."):
        who = names.target(Target(field.field.removeprefix("access.")))
        before_text = "" if new else overwrite_text(field.before)
        yield FieldText(who, before_text, overwrite_text(field.after))
    elif field.field.startswith("order"):
        called = names.role if change.key == "roles" else names.channel
        yield FieldText("", "", in_a_row(called(Key(key)) for key in field.after))
    elif not new and (parts := list(_parts(field, names))):
        for name, text in parts:
            label = field_label(field.field) if field.field != "metadata" else ""
            yield FieldText(in_a_row(one for one in (label, name) if one), "", text)
    else:
        # An empty text is nothing to strike out, and nothing to quote.
        empty = new or field.before == ""
        before_text = "" if empty else value_text(field.field, field.before, names.channel)
        after = None if field.after == "" else field.after
        after_text = value_text(field.field, after, names.channel)
        yield FieldText(field_label(field.field), before_text, after_text)


def _parts(field: FieldChange, names: Names) -> Iterator[tuple[str, str]]:
    """For values made of parts: those that differ. Colours and emojis are told whole."""
    before, after = field.before, field.after
    if isinstance(before, list) and isinstance(after, list):
        yield from list_parts(field.field, before, after, names)
    elif field.field == "metadata" and isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys([*after, *before]):
            old, new = before.get(name), after.get(name)
            if old == new:
                continue
            if isinstance(old, list | None) and isinstance(new, list | None):
                for _, text in list_parts(name, old or [], new or [], names):
                    yield part_label(name), text
            else:
                yield part_label(name), f"{plain_text(old)} → {plain_text(new)}"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What somebody gains and loses alike in several places; none are the whole server."""

    who: str
    members: int | None
    gained: int
    lost: int
    places: list[str] = field(default_factory=list)


def gathered_access(plan: Plan, names: Names) -> tuple[Gathered, ...]:
    """Gains and losses in what stays: one entry for each role and set of permissions.

    What @everyone gains or loses somewhere is not said again of each role, nor what a role gains
    in the whole server again of each channel. Who may do what in a new channel stands with its
    creation.
    """
    passing = {
        change.key
        for change in plan.changes
        if change.subject is Subject.CHANNEL
        and change.kind in {ChangeKind.CREATE, ChangeKind.DELETE}
    }
    access = [change for change in plan.access if change.channel not in passing]
    told = {(change.target, change.channel): change for change in access}
    gathered: dict[tuple[str, int | None, int, int], Gathered] = {}
    for change in access:
        gained, lost = change.gained, change.lost
        for wider in _wider(change):
            if wider in told:
                gained &= ~told[wider].gained
                lost &= ~told[wider].lost
        if gained or lost:
            key = (names.target(change.target), change.members, gained, lost)
            place = say("in the whole server")
            if change.channel is not None:
                place = names.channel(change.channel)
            gathered.setdefault(key, Gathered(*key)).places.append(place)
    return tuple(gathered.values())


def _wider(change: AccessChange) -> Iterator[tuple[Target, Key | None]]:
    """What says the same of more people or more places."""
    if change.target != role_target(EVERYONE):
        yield role_target(EVERYONE), change.channel
    if change.channel is not None:
        yield change.target, None
