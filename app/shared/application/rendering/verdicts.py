"""Why somebody may or may not do a thing, in one sentence."""

from collections.abc import Mapping

from app.shared.application.rendering.spans import safe
from app.shared.domain.language.listing import in_a_row
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.permissions.bits import BY_NAME
from app.shared.domain.permissions.explanation import Explanation, Rule, Verdict


def because(explanation: Explanation) -> str:
    """The deciding rule, and the one it overruled where there is one."""
    *before, last = explanation.verdicts
    sentence = _sentence(last)
    overruled = next((v for v in reversed(before) if v.allowed != last.allowed), None)
    if overruled is None:
        return sentence
    return say("{rule}, which overrules: {other}", rule=sentence, other=_sentence(overruled))


def _sentence(verdict: Verdict) -> str:
    if verdict.rule is Rule.GATE:
        return say("of no use without {permission}", permission=BY_NAME[verdict.by[0]].label)
    denied, allowed = _SENTENCES[verdict.rule]
    names = in_a_row(f"@{safe(name.removeprefix('@'))}" for name in verdict.by)
    return say(allowed if verdict.allowed else denied, names=names)


def _both(sentence: str) -> tuple[str, str]:
    return (sentence, sentence)


_SENTENCES: Mapping[Rule, tuple[str, str]] = {
    Rule.OWNER: _both(to_say("owns the server")),
    Rule.NOT_GRANTED: _both(to_say("granted by no role")),
    Rule.EVERYONE_ROLE: _both(to_say("granted to @everyone")),
    Rule.ROLE: _both(to_say("granted by {names}")),
    Rule.ADMINISTRATOR: _both(to_say("administrator by {names}")),
    Rule.EVERYONE_OVERWRITE: (
        to_say("denied to @everyone in this channel"),
        to_say("allowed to @everyone in this channel"),
    ),
    Rule.ROLE_DENY: (
        to_say("denied to {names} in this channel"),
        to_say("allowed to {names} in this channel"),
    ),
    Rule.ROLE_ALLOW: (
        to_say("denied to {names} in this channel"),
        to_say("allowed to {names} in this channel"),
    ),
    Rule.MEMBER_OVERWRITE: (
        to_say("denied to this member in this channel"),
        to_say("allowed to this member in this channel"),
    ),
    Rule.TIMED_OUT: _both(to_say("timed out")),
}
"""Of what is denied, and of what is allowed."""
