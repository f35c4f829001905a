"""Nested tables by key as a blueprint again."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint, Ignore
from app.shared.domain.blueprint.taken_apart import KINDS, STANDING, Table
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel, Tag
from app.shared.domain.structure.community import (
    AutomodAction,
    AutomodRule,
    Onboarding,
    Prompt,
    PromptOption,
    WelcomeChannel,
    WelcomeScreen,
)
from app.shared.domain.structure.fields import channel_fields
from app.shared.domain.structure.identifiers import Key, Target
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Structure


def together(table: Table) -> Blueprint:
    """The blueprint that was taken apart. It need not be a valid one."""
    parts = table.parts
    roles, channels, rules = parts["roles"], parts["channels"], parts["automod"]
    structure = Structure(
        roles=tuple(_role(key, part) for key, part in _in_order(roles)),
        channels=display_order(_a_channel(key, part) for key, part in _in_order(channels)),
        settings=MappingProxyType(dict(parts["settings"].parts)),
        welcome_screen=_optional(parts["welcome_screen"], _a_welcome_screen),
        onboarding=_optional(parts["onboarding"], _an_onboarding),
        automod=None if rules is None else tuple(_a_rule(k, part) for k, part in _in_order(rules)),
    )
    ignored = {
        Ignore(kind, None, name)
        for section, kind in KINDS.items()
        for name in parts["ignore"].parts[section].parts
    }
    protected: set[tuple[Kind, Key]] = set()
    for section, kind in KINDS.items():
        for key, thing in () if parts[section] is None else parts[section].parts.items():
            ignored |= {Ignore(kind, Key(key), name) for name in thing.parts["ignore"].parts}
            if thing.parts["protect"]:
                protected.add((kind, Key(key)))
    return Blueprint(
        structure=structure,
        unmanaged_roles=parts["unmanaged"].parts["roles"],
        unmanaged_channels=parts["unmanaged"].parts["channels"],
        ignored=frozenset(ignored),
        protected=frozenset(protected),
    )


def _in_order(table: Table) -> Iterable[tuple[str, Any]]:
    names = table.parts if table.order is None else table.order
    return ((name, table.parts[name]) for name in names)


def _optional(part: Any, make: Any) -> Any:
    return None if part is None else make(part)


def _fields(part: Table) -> dict[str, Any]:
    return {name: value for name, value in part.parts.items() if name not in STANDING}


def _role(key: str, part: Table) -> Role:
    return Role(key=Key(key), **_fields(part))


def _a_channel(key: str, part: Table) -> Channel:
    values = _fields(part)
    has = {f.name for f in channel_fields(values["type"])} | {"type", "parent"}
    values = {name: value for name, value in values.items() if name in has}
    access = {Target(target): one for target, one in values["access"].parts.items()}
    values["access"] = MappingProxyType(access)
    if "tags" in values:
        values["tags"] = tuple(
            Tag(key=Key(tag), **_fields(inner)) for tag, inner in _in_order(values["tags"])
        )
    return Channel(key=Key(key), **values)


def _a_welcome_screen(part: Table) -> WelcomeScreen:
    shown = tuple(
        WelcomeChannel(channel=Key(key), **_fields(inner))
        for key, inner in _in_order(part.parts["channels"])
    )
    return WelcomeScreen(**(_fields(part) | {"channels": shown}))


def _an_onboarding(part: Table) -> Onboarding:
    lists = {
        "default_channels": _key_list(part.parts["default_channels"]),
        "prompts": tuple(_a_prompt(key, one) for key, one in _in_order(part.parts["prompts"])),
    }
    return Onboarding(**(_fields(part) | lists))


def _a_prompt(key: str, part: Table) -> Prompt:
    options = tuple(
        PromptOption(
            key=Key(option),
            **(_fields(one) | {name: _key_list(one.parts[name]) for name in ("roles", "channels")}),
        )
        for option, one in _in_order(part.parts["options"])
    )
    return Prompt(key=Key(key), **(_fields(part) | {"options": options}))


def _a_rule(key: str, part: Table) -> AutomodRule:
    actions: tuple[AutomodAction, ...] = tuple(one for _, one in _in_order(part.parts["actions"]))
    lists = {
        "metadata": MappingProxyType(dict(part.parts["metadata"].parts)),
        "actions": actions,
        "exempt_roles": frozenset(_key_list(part.parts["exempt_roles"])),
        "exempt_channels": frozenset(_key_list(part.parts["exempt_channels"])),
    }
    return AutomodRule(key=Key(key), **(_fields(part) | lists))


def _key_list(part: Table) -> tuple[Key, ...]:
    return tuple(Key(key) for key, _ in _in_order(part))
