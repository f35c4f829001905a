"""One line of the trail as a sentence, and where it leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.shared.application.ports.unit_of_work import TrailEntry
from app.shared.application.rendering.spans import safe
from app.shared.domain.access.rights import Right
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
    again = f", restored from version {old}" if old is not None else ""
    sign = "+" if entry.before is None else "~"
    sentence = f"Version {number} was saved{again}{_said(entry.details.get('message'))}"
    return Told(sign, sentence, Link("version", entry.subject))


def _adopted(entry: TrailEntry) -> Told:
    number = len(entry.details.get("sentences", ()))
    changes = _counted(number, "change")
    sentence = f"Version {safe(entry.subject)} takes over {changes} made on the server."
    return Told("~", sentence, Link("version", entry.subject))


def _imported(entry: TrailEntry) -> Told:
    bound = _counted(int(entry.details.get("bound", 0)), "thing")
    return Told("+", f"The server was imported; {bound} got a key.", None)


def _plan(entry: TrailEntry) -> Told:
    details = entry.details
    changes = _counted(int(details.get("changes", 0)), "change")
    purpose = ""
    if details.get("back_before") is not None:
        purpose = " to go back before a run"
    elif details.get("reverts"):
        purpose = " to undo what was done by hand"
    elif (version := details.get("version")) is not None:
        purpose = f" for version {version}"
    blocked = " It cannot be applied as it is." if details.get("blocked") else ""
    sentence = f"A plan was made{purpose}: {changes}.{blocked}"
    return Told("~", sentence, Link("plan", entry.subject))


def _reviewed(entry: TrailEntry) -> Told:
    verdict = (entry.after or {}).get("verdict")
    said = _said(entry.details.get("comment"))
    link = Link("plan", entry.subject)
    if verdict == "withdraw":
        before = (entry.before or {}).get("verdict")
        word = {"approve": "approval", "reject": "rejection"}.get(str(before), "review")
        return Told("~", f"Somebody withdrew their {word} of a plan{said}", link)
    if verdict == "approve":
        return Told("✓", f"A plan was approved{said}", link)
    return Told("✕", f"A plan was rejected{said}", link)


def _approved(entry: TrailEntry) -> Told:
    return Told("▸", "A plan was set going.", Link("run", entry.subject))


def _wished(entry: TrailEntry) -> Told:
    verb = {"pause": "pause", "resume": "go on", "cancel": "be cancelled"}
    wish = verb.get(entry.action.removeprefix("run.").removesuffix("_wished"), "stop")
    return Told("~", f"A run was told to {wish}.", Link("run", entry.subject))


_OF_RUN: Mapping[str, tuple[str, str]] = {
    "run.started": ("▸", "A run began."),
    "run.taken_up": ("▸", "A run was taken up again by a worker."),
    "run.handed_over": ("~", "A run was handed over to another worker."),
    "run.paused": ("~", "A run was paused."),
    "run.resumed": ("▸", "A run goes on."),
}


def _under_way(entry: TrailEntry) -> Told:
    sign, sentence = _OF_RUN[entry.action]
    return Told(sign, sentence, Link("run", entry.subject))


def _ended(entry: TrailEntry) -> Told:
    state = (entry.after or {}).get("state")
    words = {"succeeded": "was carried out", "failed": "failed", "cancelled": "was cancelled"}
    report = entry.details.get("report") or {}
    counts = [
        f"{_counted(report[name], 'step')} {name}"
        for name in ("done", "skipped", "failed")
        if report.get(name)
    ]
    numbers = f": {', '.join(counts)}" if counts else ""
    sentence = f"A run {words.get(str(state), 'ended')}{numbers}."
    return Told("✓" if state == "succeeded" else "✕", sentence, Link("run", entry.subject))


def _drift(entry: TrailEntry) -> Told:
    return Told("~", safe(str(entry.details.get("sentence", ""))), Link("drift"))


def _drift_settled(entry: TrailEntry) -> Told:
    sentences = [safe(str(one)) for one in entry.details.get("sentences", ())]
    what = sentences[0] if len(sentences) == 1 else _counted(len(sentences), "difference")
    return Told("~", f"{_SETTLED[entry.action]}: {what}", Link("drift"))


_SETTLED: Mapping[str, str] = {
    "drift.ignored": "May stay as it is",
    "drift.watched": "Is watched again",
    "drift.put_back": "Put back by hand",
    "drift.not_reverted": "Was not put back by itself",
    "drift.revert_stopped": "Is no longer put back by itself",
    "drift.revert_let_go_on": "Is put back by itself again",
}


def _drift_settings(entry: TrailEntry) -> Told:
    facts = entry.after if isinstance(entry.after, dict) else {}
    where = "in Discord" if facts.get("channel_id") else "on the web only"
    return Told("~", f"What happens about drift was set: it is told {where}.", Link("drift"))


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
    rights = [_VERBS[right] for right in Right if right in held]
    subject = "The right to" if len(rights) < 2 else "The rights to"
    verb = "was" if len(rights) < 2 else "were"
    deed = "granted to" if granted else "taken from"
    sentence = f"{subject} {_listed(rights) or 'nothing'} {verb} {deed} {_whom(entry, names)}."
    return Told("+" if granted else "−", safe(sentence), Link("access"))


_VERBS: Mapping[Right, str] = {
    Right.VIEW: "view",
    Right.DESIGN: "design",
    Right.APPROVE: "approve",
    Right.APPLY: "apply",
    Right.ROLLBACK: "roll back",
    Right.MANAGE_ACCESS: "manage access",
}


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _whom(entry: TrailEntry, names: Mapping[str, str]) -> str:
    subject = subject_of_grant(entry)
    name = entry.details.get("subject_name") or names.get(subject)
    if subject.startswith("role:"):
        return f"@{str(name).removeprefix('@')}" if name else "a role"
    if subject.startswith("user:"):
        return str(name) if name else "a member"
    return "somebody"


def _policy(entry: TrailEntry) -> Told:
    facts = entry.after if isinstance(entry.after, dict) else {}
    risk = facts.get("two_person_from")
    second = (
        f"plans of {risk} risk and above need a second person" if risk else "one person is enough"
    )
    managers = "" if facts.get("default_managers", True) else "; Manage Server alone gives no right"
    return Told("~", f"The rules for access were set: {second}{managers}.", Link("access"))


def _place(entry: TrailEntry) -> Told:
    facts = entry.after if isinstance(entry.after, dict) else {}
    missing = [BY_NAME[name].label for name in facts.get("missing", ()) if name in BY_NAME]
    above = facts.get("roles_above") or ()
    lacks = []
    if missing:
        lacks.append(f"lacks {', '.join(missing)}")
    if above:
        lacks.append(f"stands below {_counted(len(above), 'role')}")
    if not lacks:
        return Told("✓", "The bot has all that it needs again.", None)
    return Told("~", f"The bot's place changed: it {' and '.join(lacks)}.", None)


_OF_SERVER: Mapping[str, tuple[str, str]] = {
    "guild.joined": ("+", "The bot came into this server."),
    "guild.returned": ("+", "The bot came back into this server."),
    "guild.left": ("−", "The bot left this server, or was removed from it."),
    "guild.unavailable": ("◐", "Discord had an outage of this server."),
    "guild.available": ("✓", "Discord's outage of this server ended."),
    "guild.owner_changed": ("~", "The server has another owner."),
    "guild.baseline_kept": ("✓", "The server was kept as it was when the bot came."),
    "guild.admitted": ("✓", "The server was let in by an operator."),
    "guild.refused": ("✕", "The server was refused by an operator."),
}


def _server(entry: TrailEntry) -> Told:
    sign, sentence = _OF_SERVER[entry.action]
    return Told(sign, sentence, None)


def _token(entry: TrailEntry) -> Told:
    made = entry.action.endswith("created")
    facts = (entry.after if made else entry.before) or {}
    word = "created" if made else "revoked"
    sentence = f'The API token "{safe(str(facts.get("name", "")))}" was {word}.'
    return Told("+" if made else "−", sentence, Link("access"))


def _said(message: Any) -> str:
    return f": “{safe(str(message))}”" if message else "."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_TELLERS: Mapping[str, Callable[[TrailEntry], Told]] = {
    "blueprint.saved": _version,
    "drift.adopted": _adopted,
    "guild.imported": _imported,
    "plan.made": _plan,
    "plan.chosen": _plan,
    "plan.reviewed": _reviewed,
    "plan.approved": _approved,
    "run.pause_wished": _wished,
    "run.resume_wished": _wished,
    "run.cancel_wished": _wished,
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
