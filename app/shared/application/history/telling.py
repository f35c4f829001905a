"""One line of the trail as a sentence, and where it leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.shared.application.ports.trail import TrailEntry
from app.shared.application.rendering.spans import safe
from app.shared.domain.access.rights import Right
from app.shared.domain.language.counting import changes, roles, steps
from app.shared.domain.language.listing import in_a_row, listed
from app.shared.domain.language.saying import say, say_counted, to_say
from app.shared.domain.permissions.bits import BY_NAME

_GRANTING = frozenset({"access.granted", "access.revoked"})
_NO_NAMES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Link:
    """What a page shows in full: a `version`, `plan` or `run` by its id; `drift` and `access`
    have none."""

    to: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    sign: str
    """`+`, `−`, `~`, `↕` or `◐`, as in plans; `✓` and `✕` for how something ended."""
    sentence: str
    link: Link | None


def told(entry: TrailEntry, names: Mapping[str, str] = _NO_NAMES) -> Told:
    """Anything that there is no sentence for is told by its action. `names` are those of roles and
    members that rights were granted to, by `role:<id>` and `user:<id>`."""
    if entry.action in _GRANTING:
        return _granting(entry, names)
    teller = _TELLERS.get(entry.action)
    if teller is None:
        words = entry.action.replace(".", " ").replace("_", " ")
        return Told("~", f"{words[:1].upper()}{words[1:]}.", None)
    return teller(entry)


def _version(entry: TrailEntry) -> Told:
    number, old = safe(entry.subject), entry.details.get("restored")
    said = _said(entry.details.get("message"))
    sign = "+" if entry.before is None else "~"
    sentence = (
        say("Version {number} was saved{said}", number=number, said=said)
        if old is None
        else say(
            "Version {number} was saved, restored from version {old}{said}",
            number=number,
            old=old,
            said=said,
        )
    )
    return Told(sign, sentence, Link("version", entry.subject))


def _adopted(entry: TrailEntry) -> Told:
    number = len(entry.details.get("sentences", ()))
    sentence = say(
        "Version {version} takes over {changes} made on the server.",
        version=safe(entry.subject),
        changes=changes(number),
    )
    return Told("~", sentence, Link("version", entry.subject))


def _imported(entry: TrailEntry) -> Told:
    sentence = say_counted(
        int(entry.details.get("bound", 0)),
        "The server was imported; {number} thing got a key.",
        "The server was imported; {number} things got a key.",
    )
    return Told("+", sentence, None)


def _plan(entry: TrailEntry) -> Told:
    details = entry.details
    told = {"changes": changes(int(details.get("changes", 0))), "version": details.get("version")}
    if details.get("back_before") is not None:
        sentence = say("A plan was made to go back before a run: {changes}.", **told)
    elif details.get("reverts"):
        sentence = say("A plan was made to undo what was done by hand: {changes}.", **told)
    elif told["version"] is not None:
        sentence = say("A plan was made for version {version}: {changes}.", **told)
    else:
        sentence = say("A plan was made: {changes}.", **told)
    if details.get("blocked"):
        sentence = say("{made} It cannot be applied as it is.", made=sentence)
    return Told("~", sentence, Link("plan", entry.subject))


def _reviewed(entry: TrailEntry) -> Told:
    verdict = (entry.after or {}).get("verdict")
    said = _said(entry.details.get("comment"))
    link = Link("plan", entry.subject)
    if verdict == "withdraw":
        before = (entry.before or {}).get("verdict")
        return Told("~", say(_WITHDRAWN.get(str(before), _REVIEW_WITHDRAWN), said=said), link)
    if verdict == "approve":
        return Told("✓", say("A plan was approved{said}", said=said), link)
    return Told("✕", say("A plan was rejected{said}", said=said), link)


_REVIEW_WITHDRAWN = to_say("Somebody withdrew their review of a plan{said}")
_WITHDRAWN: Mapping[str, str] = {
    "approve": to_say("Somebody withdrew their approval of a plan{said}"),
    "reject": to_say("Somebody withdrew their rejection of a plan{said}"),
}


def _approved(entry: TrailEntry) -> Told:
    return Told("▸", say("A plan was set going."), Link("run", entry.subject))


def _wished(entry: TrailEntry) -> Told:
    return Told("~", say(_WISHED[entry.action]), Link("run", entry.subject))


_WISHED: Mapping[str, str] = {
    "run.pause_wished": to_say("A run was told to pause."),
    "run.resume_wished": to_say("A run was told to go on."),
    "run.cancel_wished": to_say("A run was told to be cancelled."),
}


_OF_RUN: Mapping[str, tuple[str, str]] = {
    "run.started": ("▸", to_say("A run began.")),
    "run.taken_up": ("▸", to_say("A run was taken up again by a worker.")),
    "run.handed_over": ("~", to_say("A run was handed over to another worker.")),
    "run.paused": ("~", to_say("A run was paused.")),
    "run.resumed": ("▸", to_say("A run goes on.")),
}


def _under_way(entry: TrailEntry) -> Told:
    sign, sentence = _OF_RUN[entry.action]
    return Told(sign, say(sentence), Link("run", entry.subject))


def _ended(entry: TrailEntry) -> Told:
    state = (entry.after or {}).get("state")
    report = entry.details.get("report") or {}
    counts = [
        say(words, steps=steps(report[name])) for name, words in _STEPS.items() if report.get(name)
    ]
    bare, counting = _ENDS.get(str(state), _END)
    sentence = say(counting, steps=in_a_row(counts)) if counts else say(bare)
    return Told("✓" if state == "succeeded" else "✕", sentence, Link("run", entry.subject))


_STEPS: Mapping[str, str] = {
    "done": to_say("{steps} done"),
    "skipped": to_say("{steps} skipped"),
    "failed": to_say("{steps} failed"),
}
_END = (to_say("A run ended."), to_say("A run ended: {steps}."))
_ENDS: Mapping[str, tuple[str, str]] = {
    "succeeded": (to_say("A run was carried out."), to_say("A run was carried out: {steps}.")),
    "failed": (to_say("A run failed."), to_say("A run failed: {steps}.")),
    "cancelled": (to_say("A run was cancelled."), to_say("A run was cancelled: {steps}.")),
}


def _drift(entry: TrailEntry) -> Told:
    return Told("~", safe(str(entry.details.get("sentence", ""))), Link("drift"))


def _drift_settled(entry: TrailEntry) -> Told:
    sentences = [safe(str(one)) for one in entry.details.get("sentences", ())]
    what = (
        sentences[0]
        if len(sentences) == 1
        else say_counted(len(sentences), "{number} difference", "{number} differences")
    )
    return Told("~", say(_SETTLED[entry.action], what=what), Link("drift"))


_SETTLED: Mapping[str, str] = {
    "drift.ignored": to_say("May stay as it is: {what}"),
    "drift.watched": to_say("Is watched again: {what}"),
    "drift.put_back": to_say("Put back by hand: {what}"),
    "drift.not_reverted": to_say("Was not put back by itself: {what}"),
    "drift.revert_stopped": to_say("Is no longer put back by itself: {what}"),
    "drift.revert_let_go_on": to_say("Is put back by itself again: {what}"),
}


def _drift_settings(entry: TrailEntry) -> Told:
    facts = entry.after if isinstance(entry.after, dict) else {}
    sentence = (
        say("What happens about drift was set: it is told in Discord.")
        if facts.get("channel_id")
        else say("What happens about drift was set: it is told on the web only.")
    )
    return Told("~", sentence, Link("drift"))


def subject_of_grant(entry: TrailEntry) -> str:
    """`role:<id>` or `user:<id>` of whom rights were given to or taken from; empty for others."""
    facts = _facts(entry)
    return str(facts.get("subject", "")) if entry.action in _GRANTING else ""


def _facts(entry: TrailEntry) -> dict[str, Any]:
    facts = entry.after if entry.action == "access.granted" else entry.before
    return facts if isinstance(facts, dict) else {}


def _granting(entry: TrailEntry, names: Mapping[str, str]) -> Told:
    granted = entry.action == "access.granted"
    held = frozenset(_facts(entry).get("rights", ()))
    rights = [say(_VERBS[right]) for right in Right if right in held]
    sentence = (_granted if granted else _taken)(
        max(1, len(rights)), listed(rights) or say("nothing"), _whom(entry, names)
    )
    return Told("+" if granted else "−", safe(sentence), Link("access"))


def _granted(number: int, rights: str, whom: str) -> str:
    return say_counted(
        number,
        "The right to {rights} was granted to {whom}.",
        "The rights to {rights} were granted to {whom}.",
        rights=rights,
        whom=whom,
    )


def _taken(number: int, rights: str, whom: str) -> str:
    return say_counted(
        number,
        "The right to {rights} was taken from {whom}.",
        "The rights to {rights} were taken from {whom}.",
        rights=rights,
        whom=whom,
    )


_VERBS: Mapping[Right, str] = {
    Right.VIEW: to_say("view"),
    Right.DESIGN: to_say("design"),
    Right.APPROVE: to_say("approve"),
    Right.APPLY: to_say("apply"),
    Right.ROLLBACK: to_say("roll back"),
    Right.MANAGE_ACCESS: to_say("manage access"),
}


def _whom(entry: TrailEntry, names: Mapping[str, str]) -> str:
    subject = subject_of_grant(entry)
    name = entry.details.get("subject_name") or names.get(subject)
    if subject.startswith("role:"):
        return f"@{str(name).removeprefix('@')}" if name else say("a role")
    if subject.startswith("user:"):
        return str(name) if name else say("a member")
    return say("somebody")


def _policy(entry: TrailEntry) -> Told:
    facts = entry.after if isinstance(entry.after, dict) else {}
    risk = facts.get("two_person_from")
    second = say(_TWO_FROM.get(str(risk), _TWO), risk=risk) if risk else say("one person is enough")
    sentence = (
        say("The rules for access were set: {rule}.", rule=second)
        if facts.get("default_managers", True)
        else say(
            "The rules for access were set: {rule}; Manage Server alone gives no right.",
            rule=second,
        )
    )
    return Told("~", sentence, Link("access"))


_TWO = to_say("plans of {risk} risk and above need a second person")
_TWO_FROM: Mapping[str, str] = {
    "none": to_say("every plan needs a second person"),
    "low": to_say("plans of low risk and above need a second person"),
    "high": to_say("plans of high risk and above need a second person"),
    "destructive": to_say("plans of destructive risk and above need a second person"),
}


def _place(entry: TrailEntry) -> Told:
    facts = entry.after if isinstance(entry.after, dict) else {}
    missing = [BY_NAME[name].label for name in facts.get("missing", ()) if name in BY_NAME]
    above = facts.get("roles_above") or ()
    lacks = []
    if missing:
        lacks.append(say("lacks {permissions}", permissions=in_a_row(missing)))
    if above:
        lacks.append(say("stands below {roles}", roles=roles(len(above))))
    if not lacks:
        return Told("✓", say("The bot has all that it needs again."), None)
    return Told("~", say("The bot's place changed: it {lacks}.", lacks=listed(lacks)), None)


_OF_SERVER: Mapping[str, tuple[str, str]] = {
    "guild.joined": ("+", to_say("The bot came into this server.")),
    "guild.returned": ("+", to_say("The bot came back into this server.")),
    "guild.left": ("−", to_say("The bot left this server, or was removed from it.")),
    "guild.unavailable": ("◐", to_say("Discord had an outage of this server.")),
    "guild.available": ("✓", to_say("Discord's outage of this server ended.")),
    "guild.owner_changed": ("~", to_say("The server has another owner.")),
    "guild.baseline_kept": ("✓", to_say("The server was kept as it was when the bot came.")),
    "guild.admitted": ("✓", to_say("The server was let in by an operator.")),
    "guild.refused": ("✕", to_say("The server was refused by an operator.")),
}


def _server(entry: TrailEntry) -> Told:
    sign, sentence = _OF_SERVER[entry.action]
    return Told(sign, say(sentence), None)


def _token(entry: TrailEntry) -> Told:
    made = entry.action.endswith("created")
    facts = (entry.after if made else entry.before) or {}
    name = safe(str(facts.get("name", "")))
    sentence = (
        say('The API token "{name}" was created.', name=name)
        if made
        else say('The API token "{name}" was revoked.', name=name)
    )
    return Told("+" if made else "−", sentence, Link("access"))


def _said(message: Any) -> str:
    return say(": “{text}”", text=safe(str(message))) if message else "."


_TELLERS: Mapping[str, Callable[[TrailEntry], Told]] = {
    "blueprint.saved": _version,
    "drift.adopted": _adopted,
    "guild.imported": _imported,
    "plan.made": _plan,
    "plan.chosen": _plan,
    "plan.reviewed": _reviewed,
    "plan.approved": _approved,
    **dict.fromkeys(_WISHED, _wished),
    **dict.fromkeys(_OF_RUN, _under_way),
    "run.ended": _ended,
    "drift.found": _drift,
    **dict.fromkeys(_SETTLED, _drift_settled),
    "drift.settings_set": _drift_settings,
    "access.policy_set": _policy,
    **dict.fromkeys(_OF_SERVER, _server),
    "guild.bot_place_changed": _place,
    "token.created": _token,
    "token.revoked": _token,
}
