"""A message of ours, as Discord takes it: components of the second kind, and files."""

from dataclasses import dataclass
from typing import Any

from app.bot.rendering.fitting import fitted

type Part = dict[str, Any]
"""One component as JSON (components/reference)."""

IS_COMPONENTS_V2 = 1 << 15
EPHEMERAL = 1 << 6


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Goes along with a message, which has to show it by `parts.file`."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is said at a time. Nobody is ever pinged by it, whoever is named in it."""

    components: tuple[Part, ...]
    files: tuple[File, ...] = ()

    def body(self, *, ephemeral: bool = False) -> dict[str, Any]:
        """For sending anew. `ephemeral` is seen by whoever asked alone; edits cannot change it."""
        return {
            "flags": IS_COMPONENTS_V2 | (EPHEMERAL if ephemeral else 0),
            "components": [fitted(part) for part in self.components],
            "allowed_mentions": {"parse": []},
        }
