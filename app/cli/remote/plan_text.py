"""A plan that a server has sent, told as `plan_lines` tells one of our own."""

from collections.abc import Iterator
from typing import Any

from app.shared.application.rendering.plan_markdown import PlanInShort, markdown_of
from app.shared.application.rendering.plan_parts import SEVERITIES, SIGNS, subject_word
from app.shared.application.rendering.plan_view import (
    ORDERS,
    PLACES_SHOWN,
    access_afterwards,
    call_beside,
    call_for_order,
    counts_line,
    nothing_to_do,
)
from app.shared.application.rendering.spans import Line, Span, Style, line, plain_text, safe
from app.shared.application.rendering.values import gains_text
from app.shared.domain.language.counting import members
from app.shared.domain.language.listing import first_of
from app.shared.domain.planning.changes import ChangeKind, Subject
from app.shared.domain.planning.findings import Severity
from app.shared.domain.planning.steps import Action

PLAN_FIELDS = (
    "format",
    "hash",
    "guild_id",
    "guild_name",
    "made_at",
    "blueprint_version",
    "empty",
    "blocked",
    "changes",
    "steps",
    "findings",
    "access",
    "cost",
    "coverage",
)
"""What `plan --json` prints."""
_UNLABELLED = frozenset({"permissions", "order"})


def view_markdown(view: dict[str, Any]) -> str:
    kinds = [ChangeKind(change["kind"]) for change in view["changes"]]
    return markdown_of(
        PlanInShort(
            guild_name=view["guild_name"],
            hash=view["hash"],
            empty=view["empty"],
            numbers={kind: kinds.count(kind) for kind in ChangeKind},
            cost=view["cost_text"],
            findings=[
                (SEVERITIES[Severity(one["severity"])][0], one["what"], one["remedy"])
                for one in view["findings"]
            ],
            whole=plain_text(view_lines(view)),
        )
    )


def view_lines(view: dict[str, Any]) -> Iterator[Line]:
    heading = Span(view["title"], Style.HEADING)
    yield line(heading, Span(f"  {view['origin_text']}", Style.MUTED))
    if view["findings"]:
        yield line()
        yield counts_line([Severity(finding["severity"]) for finding in view["findings"]])
        for finding in view["findings"]:
            yield from _finding(finding)
    yield line()
    if view["empty"]:
        yield line(nothing_to_do())
        return
    shown = {one["id"]: one for group in view["groups"] for one in group["changes"]}
    for change in view["changes"]:
        yield from _change(shown[change["id"]], change["loses"])
    yield from _access(view["access_view"])
    yield line()
    yield line(Span(view["cost_text"], Style.HEADING))
    yield from _calls_without_a_change(view)
    for wait in view["cost"]["waits"]:
        yield line("  ", Span(safe(wait["why"]), Style.MUTED))


def _finding(finding: dict[str, Any]) -> Iterator[Line]:
    sign, style = SEVERITIES[Severity(finding["severity"])]
    yield line("  ", Span(sign, style), f" {safe(finding['what'])}")
    if finding["remedy"]:
        yield line("     ", Span(safe(finding["remedy"]), Style.MUTED))


def _change(change: dict[str, Any], loses: str) -> Iterator[Line]:
    sign, style = SIGNS[ChangeKind(change["kind"])]
    yield line(
        Span(f"{sign} {subject_word(Subject(change['subject'])):<13}", style),
        change["title"],
        Span(f"   {change['remark']}", Style.MUTED),
    )
    for field in change["fields"]:
        label = "" if field.get("field", field["label"]) in _UNLABELLED else f"{field['label']}: "
        before = f"{field['before']} → " if field["before"] else ""
        yield line(f"    {label}{before}{field['after']}")
    if loses:
        yield line("    ", Span(safe(loses), Style.REMOVE))


def _access(gathered: list[dict[str, Any]]) -> Iterator[Line]:
    if not gathered:
        return
    yield line()
    yield line(Span(access_afterwards(), Style.HEADING))
    for one in gathered:
        people = "" if one["members"] is None else f" ({members(one['members'])})"
        words = f"{one['who']}{people}  {gains_text(one['gained'], one['lost'])}"
        yield line(Span("◐ ", Style.ACCESS), words)
        yield line("    ", Span(first_of(one["places"], PLACES_SHOWN), Style.MUTED))


def _calls_without_a_change(view: dict[str, Any]) -> Iterator[Line]:
    orders = {one["key"] for one in view["changes"] if one["subject"] == Subject.ORDER}
    for step in view["steps"]:
        action = Action(step["action"])
        if step["extra"]:
            text = call_beside(step["verb"], step["name"], step["extra"])
        elif action in ORDERS and step["key"] not in orders:
            text = call_for_order(action)
        else:
            continue
        yield line("  ", Span(safe(text), Style.MUTED))
