"""What a design says of each role, channel and rule beside its fields: key, ignore, protect."""

from collections.abc import Mapping
from typing import Any

from app.shared.domain.blueprint.blueprint import Ignore
from app.shared.domain.blueprint.problems import Path
from app.shared.domain.blueprint.rules.keys_in_use import twice
from app.shared.domain.language.saying import say
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key
from app.shared.infrastructure.files.design.faults import Faults
from app.shared.infrastructure.files.design.values import Reader, flag, list_of, text

STANDING: Mapping[str, Reader[Any]] = {"ignore": list_of(text), "protect": flag}
UNREADABLE = "unreadable"
"""Stands where a name could not be read, so that the rest can be looked at all the same."""


class Things:
    """Gathers keys. Things whose key is missing or taken get one that nobody points to."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self.places: dict[tuple[Kind, Key], int] = {}
        self.ignored: set[Ignore] = set()
        self.protected: set[tuple[Kind, Key]] = set()

    def register(self, kind: Kind, values: dict[str, Any], path: Path) -> Key:
        """Takes key, `ignore` and `protect` out of the values. The path ends with the index."""
        index = int(path[-1])
        key: Key | None = values.pop("key", None)
        if key is None:
            self._faults.whole = False
        elif (kind, key) in self.places:
            problem = twice(key, kind, path)
            self._faults.unreadable(
                problem.path, problem.what, say("Give one of them another key.")
            )
            key = None
        if key is None:
            key = Key(f"{UNREADABLE}-{kind}-{index}")
        self.places[kind, key] = index
        self.ignored |= {Ignore(kind, key, field) for field in values.pop("ignore", ())}
        if values.pop("protect", False):
            self.protected.add((kind, key))
        return key
