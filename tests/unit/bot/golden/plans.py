"""Messages about plans, and about applying them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from app.bot.rendering.apply_message import apply_message
from app.bot.rendering.plan_message import PlanToShow, plan_file, plan_message
from app.shared.application.access.list_reviews import PlanReviews
from app.shared.application.access.second_person import Judged
from app.shared.application.planning.show_plan import ShownPlan
from app.shared.application.ports.plan_line import PlanId
from app.shared.application.ports.unit_of_work import SnapshotId, StoredPlan
from app.shared.domain.access.reviews import Review, Verdict
from app.shared.domain.permissions.bits import PERMISSIONS
from app.shared.domain.planning.access import AccessChange
from app.shared.domain.planning.changes import FieldChange, Risk, Subject
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.plan import Plan
from app.shared.domain.runs.run import RunId, RunState
from app.shared.domain.structure.identifiers import Key, role_target
from tests.support.builders import a_plan, a_run
from tests.unit.bot.golden.given import (
    ACTOR,
    GUILD,
    NAMES,
    NOON,
    USER,
    VOICE,
    WITHOUT_WEB,
    Named,
    change,
)
from tests.unit.bot.golden.hard_names import MARKDOWN, hard

_BACK: Mapping[str, Any] = {"rolls_back": RunId("0123456789abcdef")}


def plans() -> Named:
    small, large = to_show(small_plan()), to_show(large_plan())
    empty = to_show(replace(small_plan(changes=()), steps=()))
    two = to_show(small_plan(), _reviews(two=True))
    reviewed = to_show(small_plan(), _reviews(*[Verdict.APPROVE, Verdict.REJECT] * 10, two=True))
    blocked = to_show(small_plan(findings=(_finding(1, Severity.BLOCKS),)))
    run = a_run(state=RunState.SUCCEEDED)
    yield "plan_small", lambda: plan_message(VOICE, small)
    yield "plan_large_first_page", lambda: plan_message(VOICE, large)
    yield "plan_large_middle_page", lambda: plan_message(VOICE, large, 17)
    yield "plan_large_last_page", lambda: plan_message(VOICE, large, 9999)
    yield "plan_empty", lambda: plan_message(VOICE, empty)
    yield "plan_shared", lambda: plan_message(VOICE, two, shown_by=USER)
    yield "plan_reviewed", lambda: plan_message(VOICE, reviewed)
    yield from _much_reviewed()
    yield "plan_without_web", lambda: plan_message(WITHOUT_WEB, small)
    yield "plan_that_was_run", lambda: plan_message(VOICE, to_show(small_plan(), run=run))
    back_empty = to_show(replace(small_plan(changes=()), steps=()), stored=_BACK)
    yield "plan_back_empty", lambda: plan_message(VOICE, back_empty)
    yield "apply_back_empty", lambda: apply_message(VOICE, back_empty, USER)
    yield "plan_back", lambda: plan_message(VOICE, to_show(_lossy(), stored=_BACK))
    yield "plan_as_file", lambda: plan_file(VOICE, small)
    yield "apply_small", lambda: apply_message(VOICE, small, USER)
    yield "apply_large", lambda: apply_message(VOICE, large, USER)
    yield "apply_empty", lambda: apply_message(VOICE, empty, USER)
    yield "apply_two_persons", lambda: apply_message(VOICE, two, USER)
    yield "apply_rejected", lambda: apply_message(VOICE, reviewed, USER)
    yield "apply_blocked", lambda: apply_message(VOICE, blocked, USER)
    yield "apply_destructive", lambda: apply_message(VOICE, _destructive(), USER)
    yield "apply_destructive_without_web", lambda: apply_message(WITHOUT_WEB, _destructive(), USER)


def _much_reviewed() -> Named:
    """Every page is full, and everybody had much to say."""
    blocks = _finding(1, Severity.BLOCKS)
    full = replace(large_plan(), findings=(blocks, *large_plan().findings))
    for people in (5, 25):
        reviews = _reviews(*[Verdict.APPROVE] * people, two=True)
        found = to_show(full, reviews)
        yield f"plan_full_with_{people}_reviews", partial(plan_message, VOICE, found, shown_by=USER)


def _lossy() -> Plan:
    lost = change(0, risk=Risk.LOW, loses="It comes back with a new id and without its messages.")
    return small_plan(changes=(lost,))


def _destructive() -> PlanToShow:
    doomed = tuple(change(5 * number + 4) for number in range(60))
    return to_show(small_plan(changes=doomed))


def _finding(number: int, severity: Severity) -> Finding:
    return Finding(
        code=f"finding_{number}",
        severity=severity,
        what=f'The bot\'s role stands below "{hard(number)}".',
        remedy="Drag it above in Server Settings → Roles." * (1 + number % 20),
    )


def to_show(plan: Plan, reviews: PlanReviews | None = None, **more: Any) -> PlanToShow:
    stored = StoredPlan(
        id=PlanId(1), plan=plan, snapshot_id=SnapshotId(1), made_by=ACTOR, **more.pop("stored", {})
    )
    return PlanToShow(
        shown=ShownPlan(**{"stored": stored, "run": None, "needs": {}, **more}),
        reviews=reviews or _reviews(),
        names=NAMES,
    )


def _reviews(*verdicts: Verdict, two: bool = False) -> PlanReviews:
    return PlanReviews(
        reviews=tuple(
            Judged(
                review=Review(
                    guild_id=GUILD,
                    plan_hash="0" * 64,
                    verdict=verdict,
                    reviewer=USER,
                    at=NOON,
                    comment=MARKDOWN * 10,
                ),
                reviewer=None,
                counts=bool(number % 2),
            )
            for number, verdict in enumerate(verdicts)
        ),
        two_person=two,
        have=0,
        need=1 if two else 0,
        rejected=Verdict.REJECT in verdicts,
    )


def small_plan(**fields: Any) -> Plan:
    changes = (
        change(0, subject=Subject.ROLE, name="Helper", risk=Risk.LOW, loses=""),
        change(1, name="lobby", fields=(FieldChange(field="topic", before="", after="Hi"),)),
    )
    return a_plan(**{"guild_id": GUILD, "guild_name": "Copper Guild", "changes": changes, **fields})


def large_plan() -> Plan:
    """500 changes, 60 findings, every one with a name that bites."""
    severities = tuple(Severity)
    return a_plan(
        guild_id=GUILD,
        guild_name=MARKDOWN,
        changes=tuple(change(number) for number in range(500)),
        findings=tuple(_finding(number, severities[number % 3]) for number in range(60)),
        access=tuple(
            AccessChange(
                target=role_target(Key(f"role-{number}")),
                channel=Key(f"channel-{number % 50}"),
                gained=sum(one.value for one in PERMISSIONS),
                lost=0,
                members=214,
            )
            for number in range(200)
        ),
        names={f"channel:channel-{n}": hard(n) for n in range(50)},
    )
