"""The designs that were written out last: whoever works on a guild opens the same one again.

A blueprint never changes, and the store hands out the same value while it keeps it.
"""

from collections import OrderedDict
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint

_ALL_AT_MOST = 20_000
"""Roles, channels and overwrites, each of which takes some hundred bytes."""


class WrittenDesigns:
    """What was written is given to everybody, and not changed. Blueprints are told apart by what
    they are in memory: comparing two of them takes as long as writing one."""

    def __init__(self, all_at_most: int = _ALL_AT_MOST) -> None:
        self._all_at_most = all_at_most
        self._kept: OrderedDict[int, tuple[Blueprint, dict[str, Any]]] = OrderedDict()
        self._parts = 0

    @property
    def parts(self) -> int:
        """Of all that is kept."""
        return self._parts

    def of(self, blueprint: Blueprint) -> dict[str, Any] | None:
        found = self._kept.get(id(blueprint))
        if found is None:
            return None
        self._kept.move_to_end(id(blueprint))
        return found[1]

    def keep(self, blueprint: Blueprint, design: dict[str, Any]) -> None:
        """The blueprint is kept with it, so that no other gets its place in memory."""
        parts = _parts_of(blueprint)
        if parts > self._all_at_most or id(blueprint) in self._kept:
            return
        self._kept[id(blueprint)] = blueprint, design
        self._parts += parts
        while self._parts > self._all_at_most:
            _, (oldest, _) = self._kept.popitem(last=False)
            self._parts -= _parts_of(oldest)


def _parts_of(blueprint: Blueprint) -> int:
    structure = blueprint.structure
    overwrites = sum(len(channel.access) for channel in structure.channels)
    return len(structure.roles) + len(structure.channels) + overwrites
