"""A blueprint as nested tables by key, so that two or three of them can be held side by side.

The sections and fields are called as in the designer's document. Lists of things are tables in
order; lists of keys are tables of True, so that each entry can come and go by itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from dataclasses import fields as dataclass_fields
from enum import Enum
from typing import Any, Final

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.community import (
    AutomodRule,
    Onboarding,
    Prompt,
    WelcomeScreen,
)
from app.shared.domain.structure.fields import channel_fields
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.roles import Role

KINDS: Mapping[str, Kind] = {"roles": Kind.ROLE, "channels": Kind.CHANNEL, "automod": Kind.RULE}
"""The sections that are lists of things."""
STANDING = frozenset({"protect", "ignore"})


class Absent(Enum):
    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT


@dataclass(frozen=True)
class Table:
    """Parts by name. Where `order` is not None it has the names of all of them."""

    parts: Mapping[str, Any] = field(default_factory=dict)
    """Tables, values of the domain, or None for a section that is not spoken about."""
    order: tuple[str, ...] | None = None

    def get(self, name: str) -> Any:
        return self.parts.get(name, ABSENT)


def part_at(table: Table, path: Iterable[str]) -> Any:
    """ABSENT where there is nothing."""
    part: Any = table
    for name in path:
        if not isinstance(part, Table):
            return ABSENT
        part = part.get(name)
    return part


def apart(blueprint: Blueprint) -> Table:
    """`put_together.together` makes the blueprint of it again."""
    return _Apart(blueprint).whole()


class _Apart:
    def __init__(self, blueprint: Blueprint) -> None:
        self._blueprint = blueprint
        self._ignored: dict[tuple[Kind, Key | None], list[str]] = {}
        for ignore in sorted(blueprint.ignored, key=lambda ignore: ignore.field):
            self._ignored.setdefault((ignore.kind, ignore.key), []).append(ignore.field)

    def whole(self) -> Table:
        blueprint, structure = self._blueprint, self._blueprint.structure
        screen, onboarding, rules = (
            structure.welcome_screen,
            structure.onboarding,
            structure.automod,
        )
        unmanaged = {"roles": blueprint.unmanaged_roles, "channels": blueprint.unmanaged_channels}
        return Table(
            {
                "unmanaged": Table(unmanaged),
                "roles": _listed((r.key, self._thing(Kind.ROLE, r)) for r in structure.roles),
                "channels": _listed((c.key, self._channel(c)) for c in structure.channels),
                "settings": Table(dict(structure.settings)),
                "welcome_screen": None if screen is None else _welcome(screen),
                "onboarding": None if onboarding is None else _onboarding(onboarding),
                "automod": None
                if rules is None
                else _listed((r.key, self._rule(r)) for r in rules),
                "ignore": Table(
                    {section: self._left_alone(kind, None) for section, kind in KINDS.items()}
                ),
            }
        )

    def _thing(self, kind: Kind, thing: Role | Channel | AutomodRule, **parts: Any) -> Table:
        standing = {
            "protect": (kind, thing.key) in self._blueprint.protected,
            "ignore": self._left_alone(kind, thing.key),
        }
        return Table(_values(thing) | standing | parts)

    def _left_alone(self, kind: Kind, key: Key | None) -> Table:
        return _keys(self._ignored.get((kind, key), ()))

    def _channel(self, channel: Channel) -> Table:
        table = self._thing(
            Kind.CHANNEL,
            channel,
            access=Table({str(target): one for target, one in channel.access.items()}),
        )
        has = {f.name for f in channel_fields(channel.type)} | {"type", "parent", *STANDING}
        parts = {name: part for name, part in table.parts.items() if name in has}
        if "tags" in parts:
            parts["tags"] = _listed((tag.key, Table(_values(tag))) for tag in channel.tags)
        return Table(parts)

    def _rule(self, rule: AutomodRule) -> Table:
        return self._thing(
            Kind.RULE,
            rule,
            metadata=Table(dict(rule.metadata)),
            actions=_listed((str(action.type), action) for action in rule.actions),
            exempt_roles=_keys(sorted(rule.exempt_roles), ordered=False),
            exempt_channels=_keys(sorted(rule.exempt_channels), ordered=False),
        )


def _welcome(screen: WelcomeScreen) -> Table:
    shown = (
        (one.channel, Table({"description": one.description, "emoji": one.emoji}))
        for one in screen.channels
    )
    return Table(_values(screen) | {"channels": _listed(shown)})


def _onboarding(onboarding: Onboarding) -> Table:
    return Table(
        _values(onboarding)
        | {
            "default_channels": _keys(onboarding.default_channels, ordered=True),
            "prompts": _listed((prompt.key, _prompt(prompt)) for prompt in onboarding.prompts),
        }
    )


def _prompt(prompt: Prompt) -> Table:
    options = (
        (
            option.key,
            Table(
                _values(option)
                | {
                    "roles": _keys(option.roles, ordered=True),
                    "channels": _keys(option.channels, ordered=True),
                }
            ),
        )
        for option in prompt.options
    )
    return Table(_values(prompt) | {"options": _listed(options)})


def _values(thing: Any) -> dict[str, Any]:
    return {f.name: getattr(thing, f.name) for f in dataclass_fields(thing) if f.name != "key"}


def _listed(things: Iterable[tuple[str, Any]]) -> Table:
    parts = dict(things)
    return Table(parts, tuple(parts))


def _keys(keys: Iterable[str], *, ordered: bool = False) -> Table:
    parts = dict.fromkeys(keys, True)
    return Table(parts, tuple(parts) if ordered else None)
