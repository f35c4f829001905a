"""What the answer to a write says about ids."""

from typing import Any

from app.shared.application.ports.guild_gateway import Call, Written
from app.shared.domain.planning.steps import Action

_WITH_TAGS = frozenset({Action.CREATE_CHANNEL, Action.EDIT_CHANNEL})


class _NotShown(Exception):
    """The answer does not have all the parts that were sent."""


def written(call: Call, answer: Any) -> Written:
    """The id of what was created, and the ids of tags, prompts and options as they were sent.

    Raises TypeError or KeyError when the id of a created thing is missing.
    `parts` is empty when the answer does not show them all: then only reading the guild tells.
    """
    created = int(answer["id"]) if call.action.creates else None
    if not isinstance(answer, dict):
        return Written()
    try:
        return Written(id=created, parts=tuple(_parts(call, answer)))
    except _NotShown:
        return Written(id=created)


def _parts(call: Call, answer: dict[str, Any]) -> list[int]:
    body = call.body if isinstance(call.body, dict) else {}
    if call.action in _WITH_TAGS:
        tags = _matched(body.get("available_tags"), answer.get("available_tags"), "name")
        return [int(tag["id"]) for tag in tags]
    if call.action is Action.EDIT_ONBOARDING:
        return _prompts_with_options(body.get("prompts") or [], answer.get("prompts") or [])
    return []


def _prompts_with_options(sent: Any, got: Any) -> list[int]:
    """Prompt, its options, next prompt."""
    ids: list[int] = []
    for ours, theirs in zip(sent, _matched(sent, got, "title"), strict=True):
        options = _matched(ours.get("options"), theirs["options"], "title")
        ids += [int(theirs["id"]), *(int(option["id"]) for option in options)]
    return ids


def _matched(sent: Any, got: Any, name: str) -> list[Any]:
    """What was got, in the order that was sent: by place where names agree, else by name."""
    sent, got = sent or [], got or []
    wanted = [_name(part, name) for part in sent]
    if wanted == [_name(part, name) for part in got]:
        return list(got)
    by_name = {_name(part, name): part for part in got}
    if len(set(wanted)) < len(wanted) or not by_name.keys() >= set(wanted):
        raise _NotShown
    return [by_name[title] for title in wanted]


def _name(part: Any, name: str) -> str:
    return str(part.get(name, "")).strip()
