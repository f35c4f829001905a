"""What was read so far that others point to: keys, what is left alone, what is protected."""

from typing import Any

from app.shared.domain.blueprint.blueprint import Ignore
from app.shared.domain.blueprint.keys import key_from, unique_key
from app.shared.domain.blueprint.rules.keys_in_use import twice
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key
from app.shared.infrastructure.files.places import Places
from app.shared.infrastructure.files.report import Report
from app.shared.infrastructure.files.tree import Node

_SECTIONS = {Kind.ROLE: "roles", Kind.CHANNEL: "channels", Kind.RULE: "automod"}


class Things:
    def __init__(self, report: Report, places: Places) -> None:
        self._report = report
        self._places = places
        self._taken: dict[Kind, set[Key]] = {kind: set() for kind in Kind}
        self.ignored: set[Ignore] = set()
        self.protected: set[tuple[Kind, Key]] = set()
        self.whole = True
        """False once a role or channel could not be read."""

    def register(
        self, kind: Kind, node: Node, values: dict[str, Any], name: str, fallback: str
    ) -> Key:
        """The thing's key, given or made from its name. Takes `key`, `ignore` and `protect` out
        of the values, remembers them and the place."""
        key = values.pop("key", None) or key_from(name, fallback)
        if key in self._taken[kind]:
            problem = twice(key, kind, ())
            place = Places(node).find(("key",))
            self._report.at(place, problem.what, problem.remedy)
            key = unique_key(key, self._taken[kind])
        self._taken[kind].add(key)
        self._places.remember((_SECTIONS[kind], key), node)
        for field in values.pop("ignore", ()):
            self.ignored.add(Ignore(kind, key, field))
        if values.pop("protect", False):
            self.protected.add((kind, key))
        return key
