"""Makes a valid blueprint of one that Discord accepted once and that breaks a rule of ours.

Old servers have values that nobody could set today. They are left to humans, so that the
blueprint is valid and still changes nothing.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from types import MappingProxyType
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint, Ignore
from app.shared.domain.blueprint.problems import Problem
from app.shared.domain.blueprint.stored_names import stored_channel_name, stored_role_name
from app.shared.domain.blueprint.validation import problems_of
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel, Overwrite
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.limits import CHANNEL_NAME, ROLE_NAME
from app.shared.domain.structure.roles import Role

_ROUNDS = 8
_SECTIONS = {
    "welcome_screen": to_say("The welcome screen"),
    "onboarding": to_say("The onboarding"),
    "automod": to_say("The automod"),
}
_KINDS = {"roles": Kind.ROLE, "channels": Kind.CHANNEL}
_FIELDS = {
    "roles": {field.name for field in fields(Role)} - {"key"},
    "channels": {field.name for field in fields(Channel)} - {"key"},
}
"""What can be left to humans. A key is ours, so nobody else can be blamed for it."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that was left to humans, or left out, because of a problem."""

    thing: str
    problem: Problem

    def __str__(self) -> str:
        return say("{thing} is left to humans. {why}", thing=self.thing, why=self.problem.what)


def fitted(blueprint: Blueprint) -> tuple[Blueprint, tuple[Misfit, ...]]:
    """The blueprint with every value that breaks a rule left to humans, and what these were.

    Problems that no field is to blame for (too many channels) stay.
    """
    misfits: dict[str, Misfit] = {}
    for _ in range(_ROUNDS):
        problems = problems_of(blueprint)
        before = len(misfits)
        for problem in problems:
            thing = _thing(problem)
            if thing and thing not in misfits:
                misfits[thing] = Misfit(thing, problem)
                blueprint = _without(blueprint, problem)
        if len(misfits) == before:
            break
    return blueprint, tuple(misfits.values())


def _thing(problem: Problem) -> str:
    path = problem.path
    if path and path[0] in _SECTIONS:
        return say(_SECTIONS[str(path[0])])
    if len(path) == 2 and path[0] == "settings":
        return say("The setting {setting}", setting=path[1])
    if len(path) >= 3 and path[0] in _KINDS and path[2] in _FIELDS[str(path[0])]:
        named = {"field": path[2], "key": path[1]}
        if path[0] == "roles":
            return say('The {field} of the role "{key}"', **named)
        return say('The {field} of the channel "{key}"', **named)
    return ""


def _without(blueprint: Blueprint, problem: Problem) -> Blueprint:
    section, structure = problem.path[0], blueprint.structure
    if section in _SECTIONS:
        left_out: dict[str, Any] = {str(section): None}
        return replace(blueprint, structure=replace(structure, **left_out))
    if section == "settings":
        kept = {name: v for name, v in structure.settings.items() if name != problem.path[1]}
        return replace(blueprint, structure=replace(structure, settings=MappingProxyType(kept)))
    key, field = Key(str(problem.path[1])), str(problem.path[2])
    if section == "roles":
        roles = tuple(_role(r, field) if r.key == key else r for r in structure.roles)
        structure = replace(structure, roles=roles)
    else:
        channels = tuple(_channel(c, field) if c.key == key else c for c in structure.channels)
        structure = replace(structure, channels=channels)
    ignore = Ignore(_KINDS[str(section)], key, field)
    return replace(blueprint, structure=structure, ignored=blueprint.ignored | {ignore})


def _role(role: Role, field: str) -> Role:
    if field == "name":
        return replace(role, name=stored_role_name(_storable(role.name))[:ROLE_NAME] or role.key)
    return _reset(role, field)


def _channel(channel: Channel, field: str) -> Channel:
    if field == "name":
        name = stored_channel_name(_storable(channel.name), channel.type)[:CHANNEL_NAME]
        name = stored_channel_name(name, channel.type) or channel.key
        return replace(channel, name=name)
    if field == "access":
        return replace(channel, access=MappingProxyType(_disjoint(channel.access)))
    return _reset(channel, field)


def _disjoint[T](access: Mapping[T, Overwrite]) -> dict[T, Overwrite]:
    """Where both are said, allowing is what Discord's algorithm ends with."""
    return {
        target: Overwrite(entry.allow, entry.deny & ~entry.allow)
        for target, entry in access.items()
    }


def _reset[T: (Role, Channel)](thing: T, field: str) -> T:
    default: dict[str, Any] = {f.name: f.default for f in fields(thing) if f.name == field}
    return thing if MISSING in default.values() else replace(thing, **default)


def _storable(name: str) -> str:
    return "".join(char if char.isprintable() or ord(char) > 0x2030 else " " for char in name)
