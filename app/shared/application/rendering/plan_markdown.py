"""A plan for a pull request: short on top, the whole folded below."""

from app.shared.application.rendering.plan_parts import SEVERITIES, cost_text
from app.shared.application.rendering.plan_view import plan_text
from app.shared.application.rendering.spans import safe
from app.shared.domain.planning.changes import ChangeKind
from app.shared.domain.planning.plan import Plan

_WORDS = (
    (ChangeKind.CREATE, "to create"),
    (ChangeKind.UPDATE, "to change"),
    (ChangeKind.MOVE, "to move"),
    (ChangeKind.ACCESS, "with other access"),
    (ChangeKind.DELETE, "to delete"),
)


def plan_markdown(plan: Plan) -> str:
    """GitHub-flavoured Markdown, ending with a line break. Names of things cannot break out."""
    head = f"### Guildwright: plan for {_escaped(plan.guild_name)}"
    if plan.is_empty:
        return f"{head}\n\n{_findings(plan)}Nothing to do: the server is as the blueprint says.\n"
    numbers = [f"{len(found)} {word}" for kind, word in _WORDS if (found := plan.of_kind(kind))]
    fence = _fence(plan_text(plan))
    return (
        f"{head}\n\n{', '.join(numbers)}. {cost_text(plan.cost)}.\n\n{_findings(plan)}"
        f"<details><summary>The whole plan</summary>\n\n"
        f"{fence}\n{plan_text(plan)}\n{fence}\n\n</details>\n\n"
        f"Plan `{plan.hash}`\n"
    )


def _findings(plan: Plan) -> str:
    items = [
        f"- {SEVERITIES[finding.severity][0]} {_escaped(finding.what)} {_escaped(finding.remedy)}"
        for finding in plan.findings
    ]
    return "\n".join(items) + "\n\n" if items else ""


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+!|~@" else c for c in safe(text))


def _fence(text: str) -> str:
    longest = run = 2
    for character in text:
        run = run + 1 if character == "`" else 0
        longest = max(longest, run)
    return "`" * (longest + 1)
