"""What is different between two moments of the same guild, field by field."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.shared.domain.planning.changes import Subject
from app.shared.domain.structure.channels import Access, Channel
from app.shared.domain.structure.community import AutomodRule
from app.shared.domain.structure.fields import ROLE_FIELDS, channel_fields
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.order import sort_group
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.domain.structure.structure import Structure

_RULE_FIELDS = (
    "name",
    "trigger",
    "event",
    "metadata",
    "actions",
    "enabled",
    "exempt_roles",
    "exempt_channels",
)


class Fate(StrEnum):
    CREATED = "created"
    DELETED = "deleted"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that came, went, or has one field changed. Values are the domain's own."""

    subject: Subject
    key: Key
    name: str
    """What people called it before; for what was created, what they call it now."""
    fate: Fate
    field: str = ""
    before: Any = None
    after: Any = None


def differences(before: Structure, after: Structure) -> tuple[Difference, ...]:
    """Both structures must be in the same keys."""
    return (
        *_things(Subject.ROLE, before.role_by_key, after.role_by_key),
        *_things(Subject.CHANNEL, before.channel_by_key, after.channel_by_key),
        *_orders(before, after),
        *_settings(before, after),
        *_parts(before, after),
        *_things(Subject.RULE, _rules(before), _rules(after)),
    )


def surroundings(before: Snapshot, after: Snapshot) -> tuple[Difference, ...]:
    """What is true of the guild and of the bot in it, beside its structure."""
    pairs = {
        "owner": (before.owner_id, after.owner_id),
        "features": (before.features, after.features),
        "boost level": (before.premium_tier, after.premium_tier),
        "the bot's roles": (before.bot.roles, after.bot.roles),
        "what the bot can see": (before.coverage, after.coverage),
    }
    return tuple(
        _changed(Subject.SETTINGS, Key("guild"), "the server", field, *pair)
        for field, pair in pairs.items()
        if pair[0] != pair[1]
    )


type Thing = Role | Channel | AutomodRule


def _things(
    subject: Subject, before: Mapping[Key, Thing], after: Mapping[Key, Thing]
) -> Iterator[Difference]:
    for key, thing in before.items():
        if (now := after.get(key)) is None:
            yield Difference(subject=subject, key=key, name=thing.name, fate=Fate.DELETED)
        else:
            yield from _fields(subject, thing, now)
    for key, thing in after.items():
        if key not in before:
            yield Difference(subject=subject, key=key, name=thing.name, fate=Fate.CREATED)


def _fields(subject: Subject, before: Thing, after: Thing) -> Iterator[Difference]:
    for name in _field_names(before, after):
        old, new = getattr(before, name), getattr(after, name)
        if name == "access":
            yield from _access(before.key, before.name, old, new)
        elif old != new:
            yield _changed(subject, before.key, before.name, name, old, new)


def _field_names(before: Thing, after: Thing) -> Iterable[str]:
    if isinstance(before, Role):
        return [field.name for field in ROLE_FIELDS]
    if isinstance(before, Channel) and isinstance(after, Channel):
        fields = (*channel_fields(before.type), *channel_fields(after.type))
        return dict.fromkeys(["type", *(field.name for field in fields)])
    return _RULE_FIELDS


def _access(key: Key, name: str, before: Access, after: Access) -> Iterator[Difference]:
    for target in sorted(before.keys() | after.keys()):
        old, new = before.get(target), after.get(target)
        if old != new:
            yield _changed(Subject.CHANNEL, key, name, f"access.{target}", old, new)


def _orders(before: Structure, after: Structure) -> Iterator[Difference]:
    """Orders of what is there at both moments: coming and going is told otherwise."""
    roles = [[role.key for role in one.roles] for one in (before, after)]
    if _common(*roles) != _common(*reversed(roles)):
        yield _changed(Subject.ORDER, Key("roles"), "roles", "order", *roles)
    groups = [_groups(before), _groups(after)]
    old = [channel for group in groups[0].values() for channel in group]
    if any(
        _common(group, groups[1].get(name, ())) != _common(groups[1].get(name, ()), group)
        for name, group in groups[0].items()
    ):
        new = [channel for group in groups[1].values() for channel in group]
        yield _changed(Subject.ORDER, Key("channels"), "channels", "order", old, new)


def _common(keys: Iterable[Key], others: Iterable[Key]) -> list[Key]:
    known = set(others)
    return [key for key in keys if key in known]


def _groups(structure: Structure) -> dict[Any, list[Key]]:
    groups: dict[Any, list[Key]] = {}
    for channel in structure.channels:
        groups.setdefault(sort_group(channel), []).append(channel.key)
    return groups


def _settings(before: Structure, after: Structure) -> Iterator[Difference]:
    for name in {**before.settings, **after.settings}:
        old, new = before.settings.get(name), after.settings.get(name)
        if old != new:
            yield _changed(Subject.SETTINGS, Key("settings"), "the server", name, old, new)


def _parts(before: Structure, after: Structure) -> Iterator[Difference]:
    for subject, name in (
        (Subject.WELCOME_SCREEN, "welcome_screen"),
        (Subject.ONBOARDING, "onboarding"),
    ):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            called = f"the {name.replace('_', ' ')}"
            yield _changed(subject, Key(name), called, "", old, new)


def _rules(structure: Structure) -> Mapping[Key, AutomodRule]:
    return {rule.key: rule for rule in structure.automod or ()}


def _changed(
    subject: Subject, key: Key, name: str, field: str, before: Any, after: Any
) -> Difference:
    return Difference(
        subject=subject,
        key=key,
        name=name,
        fate=Fate.CHANGED,
        field=field,
        before=before,
        after=after,
    )
