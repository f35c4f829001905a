"""A plan for a pull request: short on top, the whole folded below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.shared.application.rendering.plan_parts import SEVERITIES, cost_text
from app.shared.application.rendering.plan_view import nothing_to_do, plan_text
from app.shared.application.rendering.spans import safe
from app.shared.domain.language.listing import in_a_row
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.planning.changes import ChangeKind
from app.shared.domain.planning.plan import Plan

_WORDS = (
    (ChangeKind.CREATE, to_say("{number} to create")),
    (ChangeKind.UPDATE, to_say("{number} to change")),
    (ChangeKind.MOVE, to_say("{number} to move")),
    (ChangeKind.ACCESS, to_say("{number} with other access")),
    (ChangeKind.DELETE, to_say("{number} to delete")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInShort:
    """What stands in a pull request. `findings` are sign, what and remedy of each."""

    guild_name: str
    hash: str
    empty: bool
    numbers: Mapping[ChangeKind, int]
    cost: str
    findings: Sequence[tuple[str, str, str]]
    whole: str


def plan_markdown(plan: Plan) -> str:
    """GitHub-flavoured Markdown, ending with a line break. Names of things cannot break out."""
    return markdown_of(
        PlanInShort(
            guild_name=plan.guild_name,
            hash=plan.hash,
            empty=plan.is_empty,
            numbers={kind: len(plan.of_kind(kind)) for kind, _ in _WORDS},
            cost=cost_text(plan.cost),
            findings=[(SEVERITIES[f.severity][0], f.what, f.remedy) for f in plan.findings],
            whole=plan_text(plan),
        )
    )


def markdown_of(plan: PlanInShort) -> str:
    title = say("Guildwright: plan for {server}", server=_escaped(plan.guild_name))
    if plan.empty:
        return f"### {title}\n\n{_findings(plan)}{nothing_to_do()}\n"
    numbers = [
        say(words, number=number) for kind, words in _WORDS if (number := plan.numbers.get(kind, 0))
    ]
    fence = _fence(plan.whole)
    return (
        f"### {title}\n\n{in_a_row(numbers)}. {plan.cost}.\n\n{_findings(plan)}"
        f"<details><summary>{say('The whole plan')}</summary>\n\n"
        f"{fence}\n{plan.whole}\n{fence}\n\n</details>\n\n"
        f"{say('Plan {hash}', hash=f'`{plan.hash}`')}\n"
    )


def _findings(plan: PlanInShort) -> str:
    items = [
        f"- {sign} {_escaped(what)} {_escaped(remedy)}" for sign, what, remedy in plan.findings
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
