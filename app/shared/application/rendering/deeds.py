"""What a step does, as people read it."""

from app.shared.application.rendering.spans import safe
from app.shared.domain.language.saying import say
from app.shared.domain.planning.steps import Action, Step

_ROLES = frozenset({Action.CREATE_ROLE, Action.EDIT_ROLE, Action.DELETE_ROLE})
_RULES = frozenset({Action.CREATE_RULE, Action.EDIT_RULE, Action.DELETE_RULE})
_NOUNS = ("role", "channel", "forum", "stage", "rule", "category")


def deed(step: Step) -> str:
    """`create role @Helper`, `edit channel #rules`, `hide channel before it is deleted: #old`."""
    verb = step.verb or str(step.action).replace("_", " ")
    if step.action.is_of_one_thing:
        return say(verb)
    name = _called(step, verb)
    if verb.endswith(_NOUNS):
        return say("{deed} {name}", deed=say(verb), name=name)
    return say("{deed}: {name}", deed=say(verb), name=name)


def _called(step: Step, verb: str) -> str:
    name = safe(step.name)
    if step.action in _ROLES:
        return f"@{name.removeprefix('@')}"
    if step.action in _RULES or "category" in verb:
        return name
    return f"#{name}"
