"""Differences between designs for people and for the designer: a label, texts, and the values in
the shape of the designer's document."""

from collections.abc import Iterable
from typing import Any

from app.shared.application.rendering.design_labels import DesignNames
from app.shared.application.rendering.spans import safe
from app.shared.application.rendering.values import overwrite_text, value_text
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.differences import (
    ORDER,
    DesignDifference,
    DesignPath,
    ThreeWay,
)
from app.shared.domain.blueprint.merging import Conflict
from app.shared.domain.blueprint.taken_apart import ABSENT, KINDS, Table
from app.shared.domain.fingerprint import plain
from app.shared.domain.language.listing import first_of
from app.shared.domain.language.saying import say
from app.shared.domain.permissions.bits import labels_of
from app.shared.domain.structure.channels import Emoji, Overwrite

CREATED, REMOVED, CHANGED, MOVED, ACCESS = "+", "−", "~", "↕", "◐"
_SHOWN = 5


def difference_views(
    found: Iterable[DesignDifference], before: Blueprint, after: Blueprint
) -> list[dict[str, Any]]:
    """`[{path, label, before, after, before_text, after_text, sign}]`."""
    names = DesignNames(before, after)
    return [
        {
            "path": list(one.path),
            "label": names.label(one.path),
            "before": design_value(one.before, one.path),
            "after": design_value(one.after, one.path),
            "before_text": value_words(one.before, one.path, names),
            "after_text": value_words(one.after, one.path, names),
            "sign": _sign(one),
        }
        for one in found
    ]


def three_way_views(
    found: Iterable[ThreeWay | Conflict], base: Blueprint, mine: Blueprint, theirs: Blueprint
) -> list[dict[str, Any]]:
    """`[{path, label, base, mine, theirs, …_text}]`; conflicts also say whose value was `taken`."""
    names = DesignNames(base, theirs, mine)
    views = []
    for one in found:
        view: dict[str, Any] = {"path": list(one.path), "label": names.label(one.path)}
        for side in ("base", "mine", "theirs"):
            value = getattr(one, side)
            view[side] = design_value(value, one.path)
            view[f"{side}_text"] = value_words(value, one.path, names)
        if isinstance(one, Conflict):
            view["taken"] = one.taken.value
        views.append(view)
    return views


def _sign(one: DesignDifference) -> str:
    if one.path[0] == ORDER or one.path[-1] == "parent":
        return MOVED
    if one.path[-1] == "permissions" or "access" in one.path[2:3]:
        return ACCESS
    if one.before is ABSENT or (one.before is None and isinstance(one.after, Table)):
        return CREATED
    if one.after is ABSENT or (one.after is None and isinstance(one.before, Table)):
        return REMOVED
    return CHANGED


def design_value(value: Any, path: DesignPath) -> Any:
    """As the designer's document has it; None where there is nothing."""
    if value is ABSENT:
        return None
    if isinstance(value, Table):
        return _table_value(value, path)
    if isinstance(value, Overwrite):
        return {"allow": str(value.allow), "deny": str(value.deny)}
    if isinstance(value, Emoji):
        return {"name": value.name, "id": None if value.id is None else str(value.id)}
    if path[-1:] == ("permissions",):
        return str(value)
    return plain(value)


def _table_value(table: Table, path: DesignPath) -> Any:
    names = table.parts if table.order is None else table.order
    if _is_key_list(table, path):
        return list(names)
    inner = {name: design_value(table.parts[name], (*path, name)) for name in names}
    if table.order is None:
        return inner
    word = "channel" if path == ("welcome_screen", "channels") else "key"
    return [
        {word: name, **one} if isinstance(table.parts[name], Table) else one
        for name, one in inner.items()
    ]


def _is_key_list(table: Table, path: DesignPath) -> bool:
    if table.parts:
        return all(part is True for part in table.parts.values())
    named = path[-1:] in {("ignore",), ("default_channels",), ("exempt_roles",)}
    return named or path[-1:] == ("exempt_channels",) or path[:1] == (ORDER,)


def value_words(value: Any, path: DesignPath, names: DesignNames) -> str:
    """One line. Empty where there is nothing and nothing to say about it."""
    if value is ABSENT:
        return ""
    if path[0] == ORDER:
        return _few(names.entry(path[1:], name) for name in value)
    if isinstance(value, Table):
        return _summary(value, path)
    if isinstance(value, Overwrite):
        return overwrite_text({"allow": value.allow, "deny": value.deny})
    if path[-1] == "permissions":
        return _few(labels_of(value)) or say("none")
    if value is True and path[0] != "settings" and path[-1] not in _FLAGS:
        return say("listed")
    field = path[-1]
    return value_text(field, _worded(value), names.channel)


_FLAGS = frozenset(
    {
        "protect",
        "hoist",
        "mentionable",
        "nsfw",
        "moderated",
        "enabled",
        "single_select",
        "required",
        "in_onboarding",
        "mention_raid_protection_enabled",
    }
)


def _worded(value: Any) -> Any:
    found = plain(value)
    return list(found) if isinstance(found, tuple) else found


def _summary(table: Table, path: DesignPath) -> str:
    for name in ("name", "title"):
        if isinstance(called := table.get(name), str):
            return f'"{safe(called)}"'
    if _is_key_list(table, path):
        return _few(safe(name) for name in table.parts)
    return say("there") if path[0] in KINDS or len(path) > 1 else say("set up")


def _few(texts: Iterable[str]) -> str:
    return first_of(texts, _SHOWN)
