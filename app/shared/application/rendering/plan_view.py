"""A plan as people read it: what, why, risk, cost, in the order in which they decide."""

from collections.abc import Iterator, Sequence

from app.shared.application.rendering.plan_parts import (
    SEVERITIES,
    SIGNS,
    FieldText,
    Names,
    called,
    cost_text,
    field_texts,
    gathered_access,
    origin_text,
    plan_title,
    remark,
    subject_word,
)
from app.shared.application.rendering.spans import Line, Span, Style, line, plain_text, safe
from app.shared.application.rendering.values import permissions_text
from app.shared.domain.language.counting import members
from app.shared.domain.language.listing import first_of
from app.shared.domain.language.saying import say, say_counted, to_say
from app.shared.domain.planning.changes import Change, FieldChange, Subject
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.steps import Action

PLACES_SHOWN = 6


def plan_text(plan: Plan) -> str:
    return plain_text(plan_lines(plan))


def plan_lines(plan: Plan) -> Iterator[Line]:
    """The whole plan. An empty one says so in one sentence, after its findings."""
    names = Names(plan)
    yield _title(plan)
    if plan.findings:
        yield line()
        yield counts_line([finding.severity for finding in plan.findings])
        for finding in plan.findings:
            yield from _finding(finding)
    yield line()
    if plan.is_empty:
        yield line(nothing_to_do())
        return
    for change in plan.changes:
        yield from change_lines(change, names)
    yield from _access_lines(plan, names)
    yield line()
    yield line(Span(cost_text(plan.cost), Style.HEADING))
    yield from _calls_without_a_change(plan)
    for wait in plan.cost.waits:
        yield line("  ", Span(safe(wait.why), Style.MUTED))


def nothing_to_do() -> str:
    return say("Nothing to do: the server is as the blueprint says.")


def _title(plan: Plan) -> Line:
    return line(Span(plan_title(plan), Style.HEADING), Span(f"  {origin_text(plan)}", Style.MUTED))


def counts_line(severities: Sequence[Severity]) -> Line:
    """`⛔ 1 blocks   ⚠ 2 warn`."""
    parts: list[Span] = []
    for severity, (sign, style) in SEVERITIES.items():
        number = severities.count(severity)
        if number:
            parts.append(Span(f"{sign} {_counted(severity, number)}   ", style))
    return tuple(parts)


def _counted(severity: Severity, number: int) -> str:
    match severity:
        case Severity.BLOCKS:
            return say_counted(number, "{number} blocks", "{number} block")
        case Severity.WARNS:
            return say_counted(number, "{number} warns", "{number} warn")
        case Severity.INFORMS:
            return say_counted(number, "{number} informs", "{number} inform")


def _finding(finding: Finding) -> Iterator[Line]:
    sign, style = SEVERITIES[finding.severity]
    yield line("  ", Span(sign, style), f" {safe(finding.what)}")
    if finding.remedy:
        yield line("     ", Span(safe(finding.remedy), Style.MUTED))


def change_lines(change: Change, names: Names) -> Iterator[Line]:
    """One change: a line with sign and name, then a line for each field."""
    sign, style = SIGNS[change.kind]
    yield line(
        Span(f"{sign} {subject_word(change.subject):<13}", style),
        called(change, names),
        Span(f"   {remark(change)}", Style.MUTED),
    )
    for field in change.fields:
        for text in field_texts(field, change, names):
            yield _field_line(field, text)
    if change.loses:
        yield line("    ", Span(safe(change.loses), Style.REMOVE))


def _field_line(field: FieldChange, text: FieldText) -> Line:
    if field.field.startswith("order"):
        return line("    ", Span(text.after, Style.MUTED))
    label = f"{text.label}: " if text.label else ""
    before = f"{text.before} → " if text.before else ""
    return line(f"    {label}{before}{text.after}")


def _access_lines(plan: Plan, names: Names) -> Iterator[Line]:
    gathered = gathered_access(plan, names)
    if not gathered:
        return
    yield line()
    yield line(Span(access_afterwards(), Style.HEADING))
    for one in gathered:
        people = "" if one.members is None else f" ({members(one.members)})"
        words = f"{one.who}{people}  {permissions_text(one.gained, one.lost)}"
        yield line(Span("◐ ", Style.ACCESS), words)
        yield line("    ", Span(first_of(one.places, PLACES_SHOWN), Style.MUTED))


def access_afterwards() -> str:
    return say("Access afterwards")


def call_for_order(action: Action) -> str:
    return say(_ORDER_CALLS[action])


def call_beside(verb: str, name: str, extra: str) -> str:
    """One that is not for a change by itself, and why it is made."""
    return say("{deed} {name}: {why}", deed=say(verb), name=name, why=say(extra))


def _calls_without_a_change(plan: Plan) -> Iterator[Line]:
    """Why there are more calls than changes, where there are."""
    orders = {change.key for change in plan.changes if change.subject is Subject.ORDER}
    for step in plan.steps:
        if step.extra:
            text = call_beside(step.verb, step.name, step.extra)
        elif step.action in ORDERS and step.key not in orders:
            text = call_for_order(step.action)
        else:
            continue
        yield line("  ", Span(safe(text), Style.MUTED))


_ORDER_CALLS = {
    Action.ORDER_ROLES: to_say(
        "One call puts the roles in order, since Discord does not say where new ones land."
    ),
    Action.ORDER_CHANNELS: to_say(
        "One call puts the channels in order, since what comes and goes leaves them out of it."
    ),
}
ORDERS = frozenset(_ORDER_CALLS)
