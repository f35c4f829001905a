"""A plan as people read it: what, why, risk, cost, in the order in which they decide."""

from collections.abc import Iterator, Sequence

from app.shared.application.rendering.plan_parts import (
    SEVERITIES,
    SIGNS,
    SUBJECTS,
    FieldText,
    Names,
    called,
    cost_text,
    counted,
    field_texts,
    gathered_access,
    origin_text,
    plan_title,
    remark,
)
from app.shared.application.rendering.spans import Line, Span, Style, line, plain_text, safe
from app.shared.application.rendering.values import permissions_text
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


def _title(plan: Plan) -> Line:
    return line(Span(plan_title(plan), Style.HEADING), Span(f"  {origin_text(plan)}", Style.MUTED))


def counts_line(severities: Sequence[Severity]) -> Line:
    """`⛔ 1 blocks   ⚠ 2 warn`."""
    words = {
        Severity.BLOCKS: ("blocks", "block"),
        Severity.WARNS: ("warns", "warn"),
        Severity.INFORMS: ("informs", "inform"),
    }
    parts: list[Span] = []
    for severity, (sign, style) in SEVERITIES.items():
        number = severities.count(severity)
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
        Span(f"{sign} {SUBJECTS[change.subject]:<13}", style),
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
    yield line(Span("Access afterwards", Style.HEADING))
    for one in gathered:
        people = "" if one.members is None else f" ({counted(one.members, 'member')})"
        more = (
            f" and {len(one.places) - PLACES_SHOWN} more" if len(one.places) > PLACES_SHOWN else ""
        )
        words = f"{one.who}{people}  {permissions_text(one.gained, one.lost)}"
        yield line(Span("◐ ", Style.ACCESS), words)
        yield line("    ", Span(", ".join(one.places[:PLACES_SHOWN]) + more, Style.MUTED))


def _calls_without_a_change(plan: Plan) -> Iterator[Line]:
    """Why there are more calls than changes, where there are."""
    orders = {change.key for change in plan.changes if change.subject is Subject.ORDER}
    for step in plan.steps:
        if step.extra:
            text = f"{step.verb} {step.name}: {step.extra}"
        elif step.action in ORDER_CALLS and step.key not in orders:
            text = f"One call puts {ORDER_CALLS[step.action]}."
        else:
            continue
        yield line("  ", Span(safe(text), Style.MUTED))


ORDER_CALLS = {
    Action.ORDER_ROLES: "the roles in order, since Discord does not say where new ones land",
    Action.ORDER_CHANNELS: "the channels in order, since what comes and goes leaves them out of it",
}
