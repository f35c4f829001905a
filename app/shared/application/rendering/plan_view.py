"""A plan as people read it: what, why, risk, cost, in the order in which they decide."""

from collections.abc import Iterator, Mapping

from app.shared.application.rendering.spans import Line, Span, Style, line, plain_text, safe
from app.shared.application.rendering.values import (
    duration,
    field_label,
    overwrite_text,
    parts_text,
    permissions_text,
    value_text,
)
from app.shared.domain.planning.access import AccessChange
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Subject
from app.shared.domain.planning.cost import Cost
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.steps import Action
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
    Subject.ROLE: "role",
    Subject.CHANNEL: "channel",
    Subject.RULE: "automod rule",
    Subject.SETTINGS: "server",
    Subject.WELCOME_SCREEN: "server",
    Subject.ONBOARDING: "server",
    Subject.ORDER: "order",
}
_HASH_SHOWN = 12
_PLACES = 6


def plan_text(plan: Plan) -> str:
    return plain_text(plan_lines(plan))


def plan_lines(plan: Plan) -> Iterator[Line]:
    """The whole plan. An empty one says so in one sentence, after its findings."""
    names = Names(plan)
    yield _title(plan)
    if plan.findings:
        yield line()
        yield _counts(plan.findings)
        for finding in plan.findings:
            yield from _finding(finding)
    yield line()
    if plan.is_empty:
        yield line("Nothing to do: the server is as the blueprint says.")
        return
    for change in plan.changes:
        yield from change_lines(change, names)
    yield from _access_lines(plan, names)
    yield line()
    yield line(Span(cost_text(plan.cost), Style.HEADING))
    yield from _calls_without_a_change(plan)
    for wait in plan.cost.waits:
        yield line("  ", Span(safe(wait.why), Style.MUTED))


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


def _title(plan: Plan) -> Line:
    origin = (
        f"from version {plan.blueprint_version}"
        if plan.blueprint_version is not None
        else "without a saved version"
    )
    title = f"Plan {plan.hash[:_HASH_SHOWN]} for {safe(plan.guild_name)}"
    return line(Span(title, Style.HEADING), Span(f"  {origin}", Style.MUTED))


def cost_text(cost: Cost) -> str:
    """`23 calls, about 6 s`; with quotas where they count."""
    parts = [_counted(cost.writes, "call"), f"about {_time(cost.seconds)}"]
    if cost.extra_writes:
        parts.append(f"{cost.extra_writes} of them so that nobody sees more in between")
    if cost.role_creations:
        parts.append(f"{_counted(cost.role_creations, 'new role')} of about 250 in two days")
    return ", ".join(parts)


def _time(seconds: float) -> str:
    whole = max(1, round(seconds))
    if whole < 120:
        return f"{whole} s"
    return duration(whole // 60 * 60) if whole < 7200 else f"{whole / 3600:.1f} h"


def _counts(findings: tuple[Finding, ...]) -> Line:
    words = {
        Severity.BLOCKS: ("blocks", "block"),
        Severity.WARNS: ("warns", "warn"),
        Severity.INFORMS: ("informs", "inform"),
    }
    parts: list[Span] = []
    for severity, (sign, style) in SEVERITIES.items():
        number = sum(finding.severity is severity for finding in findings)
        if number:
            word = words[severity][number != 1]
            parts.append(Span(f"{sign} {number} {word}   ", style))
    return tuple(parts)


def _finding(finding: Finding) -> Iterator[Line]:
    sign, style = SEVERITIES[finding.severity]
    yield line("  ", Span(sign, style), f" {safe(finding.what)}")
    if finding.remedy:
        yield line("     ", Span(safe(finding.remedy), Style.MUTED))


def change_lines(change: Change, names: Names) -> Iterator[Line]:
    """One change: a line with sign and name, then a line for each field."""
    sign, style = SIGNS[change.kind]
    yield line(
        Span(f"{sign} {_SUBJECTS[change.subject]:<13}", style),
        _called(change, names),
        Span(f"   {_remark(change)}", Style.MUTED),
    )
    for field in change.fields:
        yield from _field_lines(field, change, names)
    if change.loses:
        yield line("    ", Span(safe(change.loses), Style.REMOVE))


def _called(change: Change, names: Names) -> str:
    now = safe(change.name)
    new = next((safe(str(f.after)) for f in change.fields if f.field == "name" and f.before), None)
    if change.subject is Subject.ROLE:
        return f"@{now.removeprefix('@')}" + (f" → @{new}" if new else "")
    if change.subject is Subject.CHANNEL:
        mark = names.mark(change.key)
        return f"{mark}{now}" + (f" → {mark}{new}" if new else "")
    return now


def _remark(change: Change) -> str:
    if change.archived:
        return "not in the blueprint: archived, not deleted"
    if change.subject is Subject.CHANNEL and change.kind is ChangeKind.UPDATE:
        return "same channel, messages stay"
    return ""


def _field_lines(field: FieldChange, change: Change, names: Names) -> Iterator[Line]:
    new = change.kind is ChangeKind.CREATE
    if field.field == "name" and (new or field.before):
        return
    if field.field == "permissions":
        before, after = field.before or 0, field.after or 0
        yield line("    ", permissions_text(after & ~before, before & ~after))
    elif field.field.startswith("access."):
        who = names.target(Target(field.field.removeprefix("access.")))
        before_text = "" if new else f"{overwrite_text(field.before)} → "
        yield line(f"    {who}: {before_text}{overwrite_text(field.after)}")
    elif field.field.startswith("order"):
        called = names.role if change.key == "roles" else names.channel
        order = ", ".join(called(Key(key)) for key in field.after)
        yield line("    ", Span(order, Style.MUTED))
    elif not new and (parts := list(parts_text(field.before, field.after))):
        for name, text in parts:
            label = field_label(field.field) if field.field != "metadata" else ""
            yield line(f"    {', '.join(one for one in (label, name) if one)}: {text}")
    else:
        after_text = value_text(field.field, field.after, names.channel)
        before_text = "" if new else f"{value_text(field.field, field.before, names.channel)} → "
        yield line(f"    {field_label(field.field)}: {before_text}{after_text}")


def _access_lines(plan: Plan, names: Names) -> Iterator[Line]:
    """Gains and losses in what stays, gathered: one line for each role and set of permissions.

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
    gathered: dict[tuple[str, int, int], list[str]] = {}
    for change in access:
        gained, lost = change.gained, change.lost
        for wider in _wider(change):
            if wider in told:
                gained &= ~told[wider].gained
                lost &= ~told[wider].lost
        if gained or lost:
            who = names.target(change.target)
            people = "" if change.members is None else f" ({_counted(change.members, 'member')})"
            place = "in the whole server"
            if change.channel is not None:
                place = names.channel(change.channel)
            gathered.setdefault((who + people, gained, lost), []).append(place)
    if not gathered:
        return
    yield line()
    yield line(Span("Access afterwards", Style.HEADING))
    for (who, gained, lost), places in gathered.items():
        more = f" and {len(places) - _PLACES} more" if len(places) > _PLACES else ""
        yield line(Span("◐ ", Style.ACCESS), f"{who}  {permissions_text(gained, lost)}")
        yield line("    ", Span(", ".join(places[:_PLACES]) + more, Style.MUTED))


def _calls_without_a_change(plan: Plan) -> Iterator[Line]:
    """Why there are more calls than changes, where there are."""
    orders = {change.key for change in plan.changes if change.subject is Subject.ORDER}
    for step in plan.steps:
        if step.extra:
            text = f"{step.verb} {step.name}: {step.extra}"
        elif step.action in _ORDERS and step.key not in orders:
            text = f"One call puts {_ORDERS[step.action]}."
        else:
            continue
        yield line("  ", Span(safe(text), Style.MUTED))


_ORDERS = {
    Action.ORDER_ROLES: "the roles in order, since Discord does not say where new ones land",
    Action.ORDER_CHANNELS: "the channels in order, since what comes and goes leaves them out of it",
}


def _wider(change: AccessChange) -> Iterator[tuple[Target, Key | None]]:
    """What says the same of more people or more places."""
    if change.target != role_target(EVERYONE):
        yield role_target(EVERYONE), change.channel
    if change.channel is not None:
        yield change.target, None


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
