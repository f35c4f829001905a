"""From the designer's document to a blueprint, or to all that is wrong with it."""

from collections.abc import Iterator
from itertools import islice
from types import MappingProxyType
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint, Ignore, Unmanaged
from app.shared.domain.blueprint.problems import Path, Problem
from app.shared.domain.blueprint.validation import each_problem
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.structure import Structure
from app.shared.infrastructure.files.design.community_reading import (
    read_automod,
    read_onboarding,
    read_welcome_screen,
)
from app.shared.infrastructure.files.design.faults import Faults, Unreadable
from app.shared.infrastructure.files.design.guild_reading import (
    read_channels,
    read_roles,
    read_settings,
)
from app.shared.infrastructure.files.design.things import Things
from app.shared.infrastructure.files.design.values import (
    Reader,
    Record,
    list_of,
    optional,
    text,
    whole,
    word,
)
from app.shared.infrastructure.files.design.writing import FORMAT

_LOOKED_AT = 1000
"""Rules that are looked through before the rest is left for another time."""
_KINDS = {"roles": Kind.ROLE, "channels": Kind.CHANNEL, "automod": Kind.RULE}
_POLICY = word(*Unmanaged)
_UNMANAGED = Record("`unmanaged`", {"roles": _POLICY, "channels": _POLICY})
_IGNORE = Record("`ignore`", {name: list_of(text) for name in _KINDS})


def read_design(value: Any) -> Blueprint:
    """Raises BlueprintRefused, and nothing else for any JSON value, with every problem."""
    faults = Faults()
    try:
        blueprint, things = _Reading(faults).whole(value)
    except Unreadable:
        faults.refuse_if_any()
        raise
    for problem in islice(each_problem(blueprint), _LOOKED_AT):
        if faults.full:
            break
        if not faults.whole and problem.points_nowhere:
            continue
        path = _path_in(value, problem, things)
        if not faults.hides(path):
            faults.add(path, problem.what, problem.remedy)
    faults.refuse_if_any()
    return blueprint


class _Reading:
    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._things = Things(faults)
        things = self._things
        self._sections: dict[str, Reader[Any]] = {
            "format": _format,
            "unmanaged": _UNMANAGED.read,
            "roles": lambda value, path, faults: read_roles(value, path, faults, things),
            "channels": lambda value, path, faults: read_channels(value, path, faults, things),
            "settings": read_settings,
            "welcome_screen": optional(read_welcome_screen),
            "onboarding": optional(read_onboarding),
            "automod": optional(
                lambda value, path, faults: read_automod(value, path, faults, things)
            ),
            "ignore": _IGNORE.read,
        }

    def whole(self, value: Any) -> tuple[Blueprint, Things]:
        document = Record(to_say("A design"), self._sections, ("format", "roles"))
        read = document.read(value, (), self._faults)
        if isinstance(value, dict) and any(
            name not in read for name in _KINDS if name in value or name == "roles"
        ):
            self._faults.whole = False
        unmanaged = read.get("unmanaged", {})
        ignored = {
            Ignore(_KINDS[section], None, field)
            for section, fields in read.get("ignore", {}).items()
            for field in fields
        }
        structure = Structure(
            roles=read.get("roles", ()),
            channels=read.get("channels", ()),
            settings=MappingProxyType(read.get("settings", {})),
            welcome_screen=read.get("welcome_screen"),
            onboarding=read.get("onboarding"),
            automod=read.get("automod"),
        )
        blueprint = Blueprint(
            structure=structure,
            unmanaged_roles=Unmanaged(unmanaged.get("roles", Unmanaged.KEEP)),
            unmanaged_channels=Unmanaged(unmanaged.get("channels", Unmanaged.KEEP)),
            ignored=frozenset(ignored | self._things.ignored),
            protected=frozenset(self._things.protected),
        )
        return blueprint, self._things


def _format(value: Any, path: Path, faults: Faults) -> int:
    number = whole(value, path, faults)
    if number != FORMAT:
        raise faults.unreadable(
            path,
            say("This design is of a format that this version of Guildwright does not know."),
            say(
                "It reads format {format}. Reload the page, or bring Guildwright up to date.",
                format=FORMAT,
            ),
        )
    return number


def _path_in(design: Any, problem: Problem, things: Things) -> Path:
    """The rules name things by key, the design has them in lists."""
    parts = problem.path
    if parts[:1] == ("everyone",):
        parts = ("roles", EVERYONE, *parts[1:])
    if len(parts) > 1 and parts[0] in _KINDS and isinstance(parts[1], str):
        place = things.places.get((_KINDS[str(parts[0])], Key(parts[1])))
        parts = (parts[0],) if place is None else (parts[0], place, *parts[2:])
    return tuple(_steps(design, parts))


def _steps(node: Any, parts: Path) -> Iterator[str | int]:
    for part in parts:
        step: str | int = part
        if isinstance(node, list) and isinstance(part, str):
            if part not in node:
                return
            step = node.index(part)
        yield step
        node = _below(node, step)


def _below(node: Any, step: str | int) -> Any:
    if isinstance(node, dict):
        return node.get(step)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None
