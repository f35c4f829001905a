"""Discord's nested form errors (code 50035), flattened to sentences with their place."""

from collections.abc import Iterator
from typing import Any

from app.shared.domain.language.saying import say, say_counted, to_say

_MOST = 10
_DEEPEST = 12
_IN_OUR_WORDS = {
    "BASE_TYPE_REQUIRED": to_say("it is missing"),
    "BASE_TYPE_CHOICES": to_say("it is none of the values Discord knows"),
    "CHANNEL_PARENT_MAX_CHANNELS": to_say(
        "the category has 50 channels, and Discord allows no more"
    ),
    "CHANNEL_PARENT_INVALID": to_say("that is no category of this server"),
}


def form_errors(errors: Any) -> tuple[str, ...]:
    """`channels[0].name: Must be 100 or fewer in length.`, at most ten and how many more."""
    found = [f"{place or say('request')}: {what}" for place, what in _walk(errors, "", 0)]
    if len(found) > _MOST:
        more = len(found) - _MOST
        return (*found[:_MOST], say_counted(more, "And {number} more.", "And {number} more."))
    return tuple(found)


def _walk(node: Any, place: str, depth: int) -> Iterator[tuple[str, str]]:
    if not isinstance(node, dict) or depth > _DEEPEST:
        return
    for name, value in node.items():
        if name == "_errors" and isinstance(value, list):
            yield from ((place, _sentence(leaf)) for leaf in value if isinstance(leaf, dict))
        elif name.isdecimal():
            yield from _walk(value, f"{place}[{name}]", depth + 1)
        else:
            yield from _walk(value, f"{place}.{name}" if place else name, depth + 1)


def _sentence(leaf: dict[str, Any]) -> str:
    code = leaf.get("code")
    known = _IN_OUR_WORDS.get(code) if isinstance(code, str) else None
    what = say(known) if known else str(leaf.get("message") or code or say("refused"))
    return f"{what.rstrip('.')[:200]}."
