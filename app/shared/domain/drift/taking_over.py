"""A design with some of its differences to the live guild settled in favour of the guild."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.put_together import together
from app.shared.domain.blueprint.taken_apart import ABSENT, Table, apart
from app.shared.domain.planning.changes import Change, ChangeKind, Subject
from app.shared.domain.structure.fields import SETTING_CHANNELS
from app.shared.domain.structure.structure import Structure

_SECTIONS = {Subject.ROLE: "roles", Subject.CHANNEL: "channels", Subject.RULE: "automod"}
_ACCESS = "access."


def taking_over(design: Blueprint, live: Structure, changes: Iterable[Change]) -> Blueprint:
    """What each change would make of the guild, the design gives up instead.

    `live` is in the design's keys, with a key for everything that comes into the design; what
    else its values point to may stand there by id. What pointed to things that go no longer does.
    The changes may be cut down to some of their fields.
    """
    taking = _TakingOver(apart(design), apart(Blueprint(structure=live)))
    for change in changes:
        taking.take(change)
    return together(taking.result())


class _TakingOver:
    def __init__(self, design: Table, live: Table) -> None:
        self._parts = dict(design.parts)
        self._live = live.parts
        self._gone: set[tuple[str, str]] = set()

    def take(self, change: Change) -> None:
        match change.subject:
            case Subject.SETTINGS:
                self._settings([one.field for one in change.fields])
            case Subject.WELCOME_SCREEN | Subject.ONBOARDING:
                self._part(change.subject.value, [one.field for one in change.fields])
            case Subject.ORDER:
                for one in change.fields:
                    self._order(str(change.key), one.before)
            case _ if change.kind is ChangeKind.CREATE:
                self._remove(_SECTIONS[change.subject], change.key)
            case _ if change.kind is ChangeKind.DELETE or change.archived:
                self._add(_SECTIONS[change.subject], change.key)
            case _:
                self._fields(_SECTIONS[change.subject], change)

    def _settings(self, names: Iterable[str]) -> None:
        live = {name: self._live["settings"].get(name) for name in names}
        known = {name: value for name, value in live.items() if value is not ABSENT}
        self._parts["settings"] = Table({**self._parts["settings"].parts, **known})

    def _part(self, name: str, fields: Iterable[str]) -> None:
        part, live = self._parts[name], self._live[name]
        if part is not None and live is not None:
            taken = {field: live.parts[field] for field in fields if field in live.parts}
            live = Table({**part.parts, **taken}, part.order)
        self._parts[name] = live

    def _order(self, section: str, live: Iterable[str]) -> None:
        """What is listed takes the places that it has among itself."""
        table = self._parts[section]
        listed = [name for name in live if name in table.parts]
        names = iter(listed)
        order = tuple(next(names) if name in listed else name for name in table.order)
        self._parts[section] = replace(table, order=order)

    def _remove(self, section: str, key: str) -> None:
        self._gone.add((section, key))
        self._parts[section] = _without(self._parts[section], lambda name: name == key)

    def _add(self, section: str, key: str) -> None:
        """Behind what it stands behind on the server."""
        table, live = self._parts[section] or Table({}, ()), self._live[section]
        order = tuple(live.order or ())
        before = [name for name in order[: order.index(key)] if name in table.parts]
        here = tuple(table.order or ())
        at = here.index(before[-1]) + 1 if before else 0
        listed = (*here[:at], key, *here[at:])
        self._parts[section] = Table({**table.parts, key: live.parts[key]}, listed)

    def _fields(self, section: str, change: Change) -> None:
        table, live = self._parts[section], self._live[section].parts[change.key]
        if change.key not in table.parts:
            return
        parts = dict(table.parts[change.key].parts)
        for one in change.fields:
            if one.field.startswith(_ACCESS):
                target = one.field.removeprefix(_ACCESS)
                access = {**parts["access"].parts, target: live.parts["access"].get(target)}
                present = {to: entry for to, entry in access.items() if entry is not ABSENT}
                parts["access"] = Table(present)
            elif one.field in live.parts:
                parts[one.field] = live.parts[one.field]
        if any(one.field == "type" for one in change.fields):
            # Each type has its own fields: those of another one do not come along.
            parts = {name: parts.get(name, value) for name, value in live.parts.items()}
        things = {**table.parts, change.key: Table(parts)}
        self._parts[section] = Table(things, table.order)

    def result(self) -> Table:
        self._parts["channels"] = _settled(self._parts["channels"], self._live["channels"])
        if self._gone:
            self._let_go()
        return Table(self._parts)

    def _let_go(self) -> None:
        """Nothing points any more to what is gone."""
        roles = {key for section, key in self._gone if section == "roles"}
        channels = {key for section, key in self._gone if section == "channels"}
        targets = {f"role:{key}" for key in roles}
        names = {"roles": roles, "exempt_roles": roles, "access": targets}
        names |= dict.fromkeys(("channels", "default_channels", "exempt_channels"), channels)
        for section in ("channels", "welcome_screen", "onboarding", "automod"):
            inner = section == "welcome_screen"
            self._parts[section] = _pruned(self._parts[section], names, inner=inner)
        settings = self._parts["settings"].parts
        kept = {
            name: value
            for name, value in settings.items()
            if name not in SETTING_CHANNELS or value not in channels
        }
        self._parts["settings"] = Table(kept)
        self._parts["automod"] = _without_alerts(self._parts["automod"], channels)


def _settled(channels: Table, live: Table) -> Table:
    """Channels whose category is not in the design stand where they do on the server, or freely;
    where they stand there is then left to people."""
    parts = dict(channels.parts)
    for key, channel in channels.parts.items():
        parent = channel.parts.get("parent")
        if parent is None or parent in parts:
            continue
        found = live.get(key)
        there = found.parts["parent"] if isinstance(found, Table) else None
        settled = {**channel.parts, "parent": there if there in parts else None}
        if there is not None and there not in parts:
            left = Table({**channel.parts["ignore"].parts, "parent": True})
            settled["ignore"] = left
        parts[key] = Table(settled)
    return Table(parts, channels.order)


def _without(table: Table, goes: Callable[[str], bool]) -> Table:
    parts = {name: part for name, part in table.parts.items() if not goes(name)}
    order = None if table.order is None else tuple(n for n in table.order if n in parts)
    return Table(parts, order)


def _pruned(part: Any, names: Mapping[str, set[str]], *, inner: bool) -> Any:
    """Without the entries of these lists, at any depth; `inner` for a list of what it shows."""
    if not isinstance(part, Table):
        return part
    pruned = {name: _pruned(one, names, inner=inner) for name, one in part.parts.items()}
    for name, gone in names.items():
        found = pruned.get(name)
        if isinstance(found, Table) and (inner or _is_key_list(name, found)):
            pruned[name] = _without(found, gone.__contains__)
    return Table(pruned, part.order)


def _is_key_list(name: str, table: Table) -> bool:
    return name == "access" or all(one is True for one in table.parts.values())


def _without_alerts(rules: Table | None, channels: set[str]) -> Table | None:
    if rules is None:
        return None
    parts = {}
    for key, rule in rules.parts.items():
        lost = set(_alerts_to(rule, channels))
        actions = _without(rule.parts["actions"], lost.__contains__)
        parts[key] = Table({**rule.parts, "actions": actions})
    return Table(parts, rules.order)


def _alerts_to(rule: Table, channels: set[str]) -> Iterator[str]:
    for name, action in rule.parts["actions"].parts.items():
        if action.channel in channels:
            yield name
