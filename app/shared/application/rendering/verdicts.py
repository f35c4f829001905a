"""Why somebody may or may not do a thing, in one sentence."""

from collections.abc import Mapping

from app.shared.application.rendering.spans import safe
from app.shared.domain.permissions.bits import BY_NAME
from app.shared.domain.permissions.explanation import Explanation, Rule, Verdict


def because(explanation: Explanation) -> str:
    """The deciding rule, and the one it overruled where there is one."""
    *before, last = explanation.verdicts
    sentence = _sentence(last)
    overruled = next((v for v in reversed(before) if v.allowed != last.allowed), None)
    return f"{sentence}, which overrules: {_sentence(overruled)}" if overruled else sentence


def _sentence(verdict: Verdict) -> str:
    names = ", ".join(f"@{safe(name.removeprefix('@'))}" for name in verdict.by)
    word = "allowed" if verdict.allowed else "denied"
    if verdict.rule is Rule.GATE:
        return f"of no use without {BY_NAME[verdict.by[0]].label}"
    return _SENTENCES[verdict.rule].format(names=names, word=word)


_SENTENCES: Mapping[Rule, str] = {
    Rule.OWNER: "owns the server",
    Rule.NOT_GRANTED: "granted by no role",
    Rule.EVERYONE_ROLE: "granted to @everyone",
    Rule.ROLE: "granted by {names}",
    Rule.ADMINISTRATOR: "administrator by {names}",
    Rule.EVERYONE_OVERWRITE: "{word} to @everyone in this channel",
    Rule.ROLE_DENY: "{word} to {names} in this channel",
    Rule.ROLE_ALLOW: "{word} to {names} in this channel",
    Rule.MEMBER_OVERWRITE: "{word} to this member in this channel",
    Rule.TIMED_OUT: "timed out",
}
