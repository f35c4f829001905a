"""The calls for automod rules.

A rule that goes does so after all other changes, unless Discord's number of rules for its trigger
leaves no room for the one that comes: then it goes first, and between the two nothing is checked.
"""

from app.shared.domain.language.saying import to_say
from app.shared.domain.planning.agenda import Call, Phase, Task
from app.shared.domain.planning.changes import Subject
from app.shared.domain.planning.drafting import Draft
from app.shared.domain.planning.guild_steps import order_after_references
from app.shared.domain.planning.part_bodies import RULE_FIELDS, rule_body
from app.shared.domain.planning.steps import Action, Json
from app.shared.domain.structure.community import AutomodRule
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.limits import RULES_BY_TRIGGER

_FIRST_PLACE = 2
"""After welcome screen and onboarding."""


def draft_rules(draft: Draft) -> None:
    live = {rule.key: rule for rule in draft.comparison.live.automod or ()}
    wanted = {rule.key: rule for rule in draft.comparison.wanted.automod or ()}
    made = [rule for key, rule in wanted.items() if key not in live]
    gone = [rule for key, rule in live.items() if key not in wanted]
    creations: list[tuple[AutomodRule, Task]] = []
    for place, rule in enumerate(wanted.values(), start=_FIRST_PLACE):
        before = live.get(rule.key)
        if before is None:
            creations.append((rule, _create(draft, rule, place)))
        elif draft.changes(Subject.RULE, rule.key):
            _edit(draft, before, rule, place)
    crowded = _crowded(list(live.values()), made)
    for place, rule in enumerate(gone, start=_FIRST_PLACE + len(wanted)):
        early = rule.trigger in crowded
        task = _add(
            draft, _delete_call(draft, rule), Phase.PARTS if early else Phase.RULE_DELETES, place
        )
        for created, creation in creations:
            if early and created.trigger == rule.trigger:
                draft.agenda.order(task, creation)


def _crowded(live: list[AutomodRule], made: list[AutomodRule]) -> frozenset[int]:
    """The triggers for which old and new rules together are more than Discord allows."""
    return frozenset(
        trigger
        for trigger, limit in RULES_BY_TRIGGER.items()
        if sum(rule.trigger == trigger for rule in (*live, *made)) > limit
    )


def _create(draft: Draft, rule: AutomodRule, place: int) -> Task:
    body: dict[str, Json] = {"trigger_type": rule.trigger}
    body |= rule_body(draft.bodies, rule, RULE_FIELDS)
    call = Call(
        action=Action.CREATE_RULE,
        key=rule.key,
        name=rule.name,
        verb=to_say("create automod rule"),
        body=body,
        changes=draft.changes(Subject.RULE, rule.key),
    )
    return _add(draft, call, Phase.PARTS, place)


def _edit(draft: Draft, before: AutomodRule, after: AutomodRule, place: int) -> None:
    names = [name for name in RULE_FIELDS if getattr(before, name) != getattr(after, name)]
    call = Call(
        action=Action.EDIT_RULE,
        key=after.key,
        name=before.name,
        verb=to_say("edit automod rule"),
        body=rule_body(draft.bodies, after, names),
        changes=draft.changes(Subject.RULE, after.key),
    )
    _add(draft, call, Phase.PARTS, place)


def _delete_call(draft: Draft, rule: AutomodRule) -> Call:
    return Call(
        action=Action.DELETE_RULE,
        key=Key(rule.key),
        name=rule.name,
        verb=to_say("delete automod rule"),
        changes=draft.changes(Subject.RULE, rule.key),
    )


def _add(draft: Draft, call: Call, phase: Phase, place: int) -> Task:
    task = draft.agenda.add(Task(phase=phase, place=place, first=[call]))
    order_after_references(draft, task)
    return task
