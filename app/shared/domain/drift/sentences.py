"""Differences in words: what a thing was, and what it is now."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from app.shared.domain.drift.differences import Difference, Fate
from app.shared.domain.permissions.bits import labels_of
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Subject
from app.shared.domain.structure.channels import Overwrite
from app.shared.domain.structure.fields import SETTING_CHANNELS
from app.shared.domain.structure.identifiers import Key, Target, target_role

_LONGEST = 60
_REFERENCES = SETTING_CHANNELS | {"parent", "exempt_roles", "exempt_channels", "the bot's roles"}
"""The fields whose values are keys of roles or channels."""
_CALLED = ("name", "title", "channel", "id")


def told(found: Iterable[Difference], names: dict[Key, str]) -> tuple[str, ...]:
    """One sentence for each difference. `names` are what people call roles and channels."""
    return tuple(_difference(one, names) for one in found)


def left_to_do(changes: Iterable[Change]) -> tuple[str, ...]:
    """One sentence for each change that a guild still needs to be as it was planned."""
    return tuple(_missing(change) for change in changes)


def set_over(change: Change, fields: Iterable[str], who: str) -> str:
    """That a run set what somebody had changed while it was under way."""
    thing = _thing(change.subject, change.name)
    touched = ", ".join(_field_name(field) for field in fields)
    return f"{who} changed {thing} meanwhile ({touched}), and the run then set it as planned."


def wanted_otherwise(revert: Change, latest: Change | None) -> str:
    """What the latest design, which nobody has applied yet, wants where `revert` leads elsewhere.
    Empty where both lead to the same."""
    if latest is None or revert.kind is ChangeKind.DELETE:
        return ""
    if latest.kind is ChangeKind.DELETE:
        return "The latest design has it no more."
    applied = {one.field: one.after for one in revert.fields}
    others = [
        _wish(one)
        for one in latest.fields
        if one.field in applied and applied[one.field] != one.after
    ]
    return f"By the latest design, not applied yet: {'; '.join(others)}." if others else ""


def _difference(one: Difference, names: dict[Key, str]) -> str:
    thing = _thing(one.subject, one.name)
    if one.fate is not Fate.CHANGED:
        return f"{_upper(thing)} was {one.fate}."
    if one.subject is Subject.ORDER:
        return f"The order of {one.name} was changed."
    if not one.field:
        return f"{_upper(thing)} was changed."
    if one.field.startswith("access."):
        return _access(thing, one, names)
    if one.field == "permissions":
        return f"{_upper(thing)}: permissions changed: {_bits(one.before, one.after)}."
    known = names if one.field in _REFERENCES else {}
    was, now = _value(one.before, known), _value(one.after, known)
    if was == now:
        return f"{_upper(thing)}: {one.field.replace('_', ' ')} was changed."
    return f"{_upper(thing)}: {one.field.replace('_', ' ')} was {was}, is now {now}."


def _access(thing: str, one: Difference, names: dict[Key, str]) -> str:
    who = _target(Target(one.field.removeprefix("access.")), names)
    if one.before is None:
        return f"{_upper(thing)}: permissions for {who} were added."
    if one.after is None:
        return f"{_upper(thing)}: permissions for {who} were removed."
    before, after = one.before, one.after
    parts = []
    if before.allow != after.allow:
        parts.append(f"allowed: {_bits(before.allow, after.allow)}")
    if before.deny != after.deny:
        parts.append(f"denied: {_bits(before.deny, after.deny)}")
    return f"{_upper(thing)}: permissions for {who} changed ({'; '.join(parts)})."


def _target(target: Target, names: dict[Key, str]) -> str:
    role = target_role(target)
    if role is None:
        return f"the member {target.removeprefix('member:')}"
    return names.get(role, f"@{role}")


def _bits(before: int, after: int) -> str:
    more, less = list(labels_of(after & ~before)), list(labels_of(before & ~after))
    parts = [f"+ {name}" for name in more] + [f"\N{MINUS SIGN} {name}" for name in less]
    return ", ".join(parts)


def _missing(change: Change) -> str:
    thing = _thing(change.subject, change.name)
    match change.kind:
        case ChangeKind.CREATE:
            return f"{_upper(thing)} does not exist."
        case ChangeKind.DELETE:
            return f"{_upper(thing)} still exists."
        case ChangeKind.MOVE if change.subject is Subject.ORDER:
            return f"The order of {change.key} is not as planned."
    if not change.fields:
        return f"{_upper(thing)} is not as planned."
    fields = "; ".join(_field(field) for field in change.fields)
    return f"{_upper(thing)} is not as planned: {fields}."


def _field(change: FieldChange) -> str:
    if change.field == "permissions":
        return _wrong_bits("permissions", change.before or 0, change.after or 0)
    if change.field.startswith("access."):
        return _wrong_access(change)
    is_now, wanted = _value(change.before, {}), _value(change.after, {})
    name = change.field.replace("_", " ")
    if is_now == wanted:
        return f"{name} differs"
    return f"{name} is {is_now} instead of {wanted}"


def _wish(change: FieldChange) -> str:
    """What stands next to how it was applied, so how it is now need not be said again."""
    if change.field == "permissions" or change.field.startswith("access."):
        return _field(change)
    return f"{change.field.replace('_', ' ')} is to be {_value(change.after, {})}"


def _field_name(field: str) -> str:
    if field.startswith("access."):
        return f"permissions for {_target(Target(field.removeprefix('access.')), {})}"
    return field.replace("_", " ")


def _wrong_access(change: FieldChange) -> str:
    who = _target(Target(change.field.removeprefix("access.")), {})
    if change.before is None:
        return f"permissions for {who} are missing"
    if change.after is None:
        return f"permissions for {who} should not be there"
    parts = [
        _wrong_bits(word, change.before[word], change.after[word])
        for word in ("allow", "deny")
        if change.before[word] != change.after[word]
    ]
    return f"permissions for {who} differ ({'; '.join(parts)})"


def _wrong_bits(name: str, is_now: int, wanted: int) -> str:
    missing, extra = list(labels_of(wanted & ~is_now)), list(labels_of(is_now & ~wanted))
    parts = [f"{name} lacks {', '.join(missing)}"] if missing else []
    parts += [f"{name} has {', '.join(extra)} too many"] if extra else []
    return "; ".join(parts)


def _thing(subject: Subject, name: str) -> str:
    match subject:
        case Subject.ROLE:
            return name if name.startswith("@") else f"the role {name}"
        case Subject.CHANNEL:
            return f"#{name.removeprefix('#')}"
        case Subject.RULE:
            return f"the AutoMod rule {name}"
        case Subject.SETTINGS:
            return "the server"
        case Subject.ORDER:
            return f"the order of {name}"
    return f"the {subject.replace('_', ' ')}"


def _value(value: Any, names: dict[Key, str]) -> str:
    """Of the domain, or in its plain form, as changes hold it."""
    if value is None or value in ("", (), frozenset()) or value == []:
        return "nothing"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, str):
        return names.get(Key(value)) or _short(f'"{value}"')
    if isinstance(value, Overwrite):
        return f"allow {value.allow}, deny {value.deny}"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, tuple | frozenset | list):
        items = sorted(map(str, value)) if isinstance(value, frozenset) else value
        return _short(", ".join(_value(_called(item), names) for item in items))
    parts = value if isinstance(value, Mapping) else _parts(value)
    if "primary" in parts:
        return _colours(parts)
    return _short(_value(_called(parts), names))


def _parts(value: Any) -> Mapping[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _called(item: Any) -> Any:
    """What people call a tag, a question, an emoji: Discord's word for it comes before its id."""
    parts = item if isinstance(item, Mapping) else _parts(item) if is_dataclass(item) else None
    if parts is None:
        return item
    return next((parts[word] for word in _CALLED if parts.get(word)), "something else")


def _colours(parts: Mapping[str, int | None]) -> str:
    shown = [f"#{one:06x}" for one in parts.values() if one is not None]
    return "nothing" if shown == ["#000000"] else " to ".join(shown)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]
