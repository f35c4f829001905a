"""A plan as the web shows it to decide on: what `plan_json` has, with words and in groups."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.shared.application.planning.show_plan import ShownPlan
from app.shared.application.rendering.plan_json import plan_json
from app.shared.application.rendering.plan_parts import (
    SEVERITIES,
    SIGNS,
    Names,
    called,
    cost_text,
    field_texts,
    gathered_access,
    origin_text,
    plan_title,
    remark,
)
from app.shared.application.rendering.spans import safe
from app.shared.application.rendering.values import field_label
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.permissions.bits import labels_of
from app.shared.domain.planning.changes import Change, ChangeKind, Risk, Subject
from app.shared.domain.planning.findings import Finding
from app.shared.domain.planning.plan import Plan
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import Key

_ROLES = to_say("Roles")
_LOOSE = to_say("Channels without a category")
_ELSEWHERE = to_say("Not in the design")
_SERVER, _AUTOMOD, _ORDER = to_say("Server"), to_say("AutoMod"), to_say("Order")
_GROUPS: Mapping[Subject, str] = {
    Subject.ROLE: _ROLES,
    Subject.SETTINGS: _SERVER,
    Subject.WELCOME_SCREEN: _SERVER,
    Subject.ONBOARDING: _SERVER,
    Subject.RULE: _AUTOMOD,
    Subject.ORDER: _ORDER,
}
_LAST = (_ELSEWHERE, _SERVER, _AUTOMOD, _ORDER)
_CATEGORY = "category:"


def plan_board(shown: ShownPlan) -> dict[str, Any]:
    """Plain JSON types; the shape only ever grows."""
    stored = shown.stored
    plan, names = stored.plan, Names(stored.plan)
    back = stored.rolls_back is not None
    return {
        **plan_json(plan),
        "title": plan_title(plan),
        "origin_text": say("back to before run {run}", run=stored.rolls_back)
        if back
        else origin_text(plan),
        "cost_text": cost_text(plan.cost),
        "findings_view": [_finding(finding, names) for finding in plan.findings],
        "groups": [
            {
                "title": title,
                "changes": [_change(one, names, shown.needs, back=back) for one in changes],
            }
            for title, changes in _grouped(plan, names)
        ],
        "access_view": list(_access(plan, names)),
        "labels": [_label(change, names) for change in plan.changes if back and _is_lossy(change)],
        "made_by": stored.made_by,
        "requester": None if plan.requester is None else str(plan.requester),
        "rollback_of": stored.rolls_back,
        "part_of": stored.part_of or None,
        "run_id": None if shown.run is None else shown.run.id,
        "run_state": None if shown.run is None else shown.run.state.value,
    }


def _finding(finding: Finding, names: Names) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "sign": SEVERITIES[finding.severity][0],
        "what": safe(finding.what),
        "remedy": safe(finding.remedy),
        "changes": list(finding.changes),
        "who": list(_named(finding, names)),
    }


def _named(finding: Finding, names: Names) -> Iterator[str]:
    """What a finding counts, one by one."""
    for name, value in finding.details:
        if name == "channels" and isinstance(value, list | tuple):
            yield from (names.channel(Key(str(key))) for key in value)
        elif finding.code == "taken_over" and name in {"role", "channel"}:
            yield names.role(value) if name == "role" else names.channel(value)


def _change(
    change: Change, names: Names, needs: Mapping[str, Iterable[str]], *, back: bool
) -> dict[str, Any]:
    return {
        "id": change.id,
        "sign": SIGNS[change.kind][0],
        "kind": change.kind.value,
        "subject": change.subject.value,
        "title": called(change, names),
        "remark": remark(change),
        "label": safe(change.loses) if back and _is_lossy(change) else "",
        "loses": "" if _is_lossy(change) else safe(change.loses),
        "risk": change.risk.value,
        "destructive": change.risk is Risk.DESTRUCTIVE,
        "needs": sorted(needs.get(change.id, ())),
        "fields": [
            {
                "field": _field(one.field),
                "label": text.label or field_label(_field(one.field)),
                "before": text.before,
                "after": text.after,
            }
            for one in change.fields
            for text in field_texts(one, change, names)
        ],
    }


def _field(name: str) -> str:
    return name.partition(".")[0]


def _is_lossy(change: Change) -> bool:
    """Whether what it loses is what coming back cannot restore."""
    return change.kind is ChangeKind.CREATE and bool(change.loses)


def _label(change: Change, names: Names) -> dict[str, str]:
    return {"title": called(change, names), "text": safe(change.loses)}


def _access(plan: Plan, names: Names) -> Iterator[dict[str, Any]]:
    for one in gathered_access(plan, names):
        yield {
            "who": one.who,
            "members": one.members,
            "gained": list(labels_of(one.gained)),
            "lost": list(labels_of(one.lost)),
            "places": one.places,
        }


def _grouped(plan: Plan, names: Names) -> Iterator[tuple[str, list[Change]]]:
    """Roles, then the channels category by category as they will stand, then the rest. Titles
    may repeat: a category may be called anything."""
    found: dict[str, list[Change]] = {}
    for change in plan.changes:
        found.setdefault(_group(change, plan), []).append(change)
    categories = {
        channel.key: names.channel(channel.key)
        for channel in plan.blueprint.structure.channels
        if channel.type is ChannelType.CATEGORY
    }
    for group in (_ROLES, _LOOSE, *(_of_category(key) for key in categories), *_LAST):
        if group in found:
            named = categories.get(Key(group.removeprefix(_CATEGORY)))
            yield say(group) if named is None else named, found[group]


def _group(change: Change, plan: Plan) -> str:
    if change.subject is not Subject.CHANNEL:
        return _GROUPS[change.subject]
    channel = plan.blueprint.structure.channel_by_key.get(change.key)
    if channel is None:
        return _ELSEWHERE
    if channel.type is ChannelType.CATEGORY:
        return _of_category(channel.key)
    return _LOOSE if channel.parent is None else _of_category(channel.parent)


def _of_category(key: Key) -> str:
    return f"{_CATEGORY}{key}"
