"""Differences in words: what a thing was, and what it is now."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from app.shared.domain.drift.differences import Difference, Fate
from app.shared.domain.drift.wording import order_word
from app.shared.domain.language.listing import capital, in_a_row
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.permissions.bits import labels_of
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Subject
from app.shared.domain.structure.channels import Overwrite
from app.shared.domain.structure.fields import SETTING_CHANNELS
from app.shared.domain.structure.identifiers import Key, Target, target_role
from app.shared.domain.structure.wording import field_word

_LONGEST = 60
_REFERENCES = SETTING_CHANNELS | {"parent", "exempt_roles", "exempt_channels", "the bot's roles"}
"""The fields whose values are keys of roles or channels."""
_FATES = {
    Fate.CREATED: to_say("{thing} was created."),
    Fate.DELETED: to_say("{thing} was deleted."),
    Fate.CHANGED: to_say("{thing} was changed."),
}
_WORDS = {"allow": to_say("allow"), "deny": to_say("deny")}
_CALLED = ("name", "title", "channel", "id")


def told(found: Iterable[Difference], names: dict[Key, str]) -> tuple[str, ...]:
    """One sentence for each difference. `names` are what people call roles and channels."""
    return tuple(_difference(one, names) for one in found)


def left_to_do(changes: Iterable[Change]) -> tuple[str, ...]:
    """One sentence for each change that a guild still needs to be as it was planned."""
    return tuple(_missing(change) for change in changes)


def set_over(change: Change, fields: Iterable[str], who: str) -> str:
    """That a run set what somebody had changed while it was under way."""
    thing = _thing_of(change)
    return say(
        "{who} changed {thing} meanwhile ({fields}), and the run then set it as planned.",
        who=who,
        thing=thing,
        fields=in_a_row(_field_name(field) for field in fields),
    )


def wanted_otherwise(revert: Change, latest: Change | None) -> str:
    """What the latest design, which nobody has applied yet, wants where `revert` leads elsewhere.
    Empty where both lead to the same."""
    if latest is None or revert.kind is ChangeKind.DELETE:
        return ""
    if latest.kind is ChangeKind.DELETE:
        return say("The latest design has it no more.")
    applied = {one.field: one.after for one in revert.fields}
    others = [
        _wish(one)
        for one in latest.fields
        if one.field in applied and applied[one.field] != one.after
    ]
    if not others:
        return ""
    return say("By the latest design, not applied yet: {wishes}.", wishes="; ".join(others))


def _difference(one: Difference, names: dict[Key, str]) -> str:
    thing = _thing(one.subject, one.name)
    if one.fate is not Fate.CHANGED or one.subject is Subject.ORDER or not one.field:
        return capital(say(_FATES[one.fate], thing=thing))
    if one.field.startswith("access."):
        return _access(thing, one, names)
    if one.field == "permissions":
        bits = _bits(one.before, one.after)
        return capital(say("{thing}: permissions changed: {bits}.", thing=thing, bits=bits))
    known = names if one.field in _REFERENCES else {}
    was, now = _value(one.before, known), _value(one.after, known)
    field = field_word(one.field)
    if was == now:
        return capital(say("{thing}: {field} was changed.", thing=thing, field=field))
    return capital(
        say("{thing}: {field} was {was}, is now {now}.", thing=thing, field=field, was=was, now=now)
    )


def _access(thing: str, one: Difference, names: dict[Key, str]) -> str:
    who = _target(Target(one.field.removeprefix("access.")), names)
    if one.before is None:
        return capital(say("{thing}: permissions for {who} were added.", thing=thing, who=who))
    if one.after is None:
        return capital(say("{thing}: permissions for {who} were removed.", thing=thing, who=who))
    before, after = one.before, one.after
    parts = []
    if before.allow != after.allow:
        parts.append(say("allowed: {bits}", bits=_bits(before.allow, after.allow)))
    if before.deny != after.deny:
        parts.append(say("denied: {bits}", bits=_bits(before.deny, after.deny)))
    return capital(
        say(
            "{thing}: permissions for {who} changed ({bits}).",
            thing=thing,
            who=who,
            bits="; ".join(parts),
        )
    )


def _target(target: Target, names: dict[Key, str]) -> str:
    role = target_role(target)
    if role is None:
        return say("the member {member}", member=target.removeprefix("member:"))
    return names.get(role, f"@{role}")


def _bits(before: int, after: int) -> str:
    more, less = list(labels_of(after & ~before)), list(labels_of(before & ~after))
    parts = [f"+ {name}" for name in more] + [f"\N{MINUS SIGN} {name}" for name in less]
    return in_a_row(parts)


def _missing(change: Change) -> str:
    thing = _thing_of(change)
    match change.kind:
        case ChangeKind.CREATE:
            return capital(say("{thing} does not exist.", thing=thing))
        case ChangeKind.DELETE:
            return capital(say("{thing} still exists.", thing=thing))
        case ChangeKind.MOVE if change.subject is Subject.ORDER:
            return capital(say("{thing} is not as planned.", thing=thing))
    if not change.fields:
        return capital(say("{thing} is not as planned.", thing=thing))
    fields = "; ".join(_field(field) for field in change.fields)
    return capital(say("{thing} is not as planned: {fields}.", thing=thing, fields=fields))


def _field(change: FieldChange) -> str:
    if change.field == "permissions":
        return _wrong_bits(say("permissions"), change.before or 0, change.after or 0)
    if change.field.startswith("access."):
        return _wrong_access(change)
    is_now, wanted = _value(change.before, {}), _value(change.after, {})
    field = field_word(change.field)
    if is_now == wanted:
        return say("{field} differs", field=field)
    return say("{field} is {now} instead of {wanted}", field=field, now=is_now, wanted=wanted)


def _wish(change: FieldChange) -> str:
    """What stands next to how it was applied, so how it is now need not be said again."""
    if change.field == "permissions" or change.field.startswith("access."):
        return _field(change)
    return say(
        "{field} is to be {wanted}",
        field=field_word(change.field),
        wanted=_value(change.after, {}),
    )


def _field_name(field: str) -> str:
    if field.startswith("access."):
        who = _target(Target(field.removeprefix("access.")), {})
        return say("permissions for {who}", who=who)
    return field_word(field)


def _wrong_access(change: FieldChange) -> str:
    who = _target(Target(change.field.removeprefix("access.")), {})
    if change.before is None:
        return say("permissions for {who} are missing", who=who)
    if change.after is None:
        return say("permissions for {who} should not be there", who=who)
    parts = [
        _wrong_bits(say(said), change.before[word], change.after[word])
        for word, said in _WORDS.items()
        if change.before[word] != change.after[word]
    ]
    return say("permissions for {who} differ ({bits})", who=who, bits="; ".join(parts))


def _wrong_bits(name: str, is_now: int, wanted: int) -> str:
    missing, extra = list(labels_of(wanted & ~is_now)), list(labels_of(is_now & ~wanted))
    parts = []
    if missing:
        parts.append(say("{field} lacks {bits}", field=name, bits=in_a_row(missing)))
    if extra:
        parts.append(say("{field} has {bits} too many", field=name, bits=in_a_row(extra)))
    return "; ".join(parts)


def _thing_of(change: Change) -> str:
    return _thing(change.subject, change.key if change.subject is Subject.ORDER else change.name)


def _thing(subject: Subject, name: str) -> str:
    match subject:
        case Subject.ROLE:
            return name if name.startswith("@") else say("the role {role}", role=name)
        case Subject.CHANNEL:
            return f"#{name.removeprefix('#')}"
        case Subject.RULE:
            return say("the AutoMod rule {rule}", rule=name)
        case Subject.SETTINGS:
            return say("the server")
        case Subject.ORDER:
            return order_word(name)
        case Subject.WELCOME_SCREEN:
            return say("the welcome screen")
    return say("the onboarding")


def _value(value: Any, names: dict[Key, str]) -> str:
    """Of the domain, or in its plain form, as changes hold it."""
    if value is None or value in ("", (), frozenset()) or value == []:
        return say("nothing")
    if isinstance(value, bool):
        return say("on") if value else say("off")
    if isinstance(value, str):
        return names.get(Key(value)) or _short(f'"{value}"')
    if isinstance(value, Overwrite):
        return say("allow {allow}, deny {deny}", allow=value.allow, deny=value.deny)
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, tuple | frozenset | list):
        items = sorted(map(str, value)) if isinstance(value, frozenset) else value
        return _short(in_a_row(_value(_called(item), names) for item in items))
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
    return next((parts[word] for word in _CALLED if parts.get(word)), say("something else"))


def _colours(parts: Mapping[str, int | None]) -> str:
    shown = [f"#{one:06x}" for one in parts.values() if one is not None]
    return say("nothing") if shown == ["#000000"] else say(" to ").join(shown)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
