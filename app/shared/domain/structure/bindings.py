"""Which Discord id each of our keys stands for, in one guild."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Self

from app.shared.domain.structure.identifiers import Key


class Kind(StrEnum):
    """What a key can name. Tags have keys like `<channel>/<tag>`, options `<prompt>/<option>`."""

    ROLE = "role"
    CHANNEL = "channel"
    TAG = "tag"
    PROMPT = "prompt"
    OPTION = "option"
    RULE = "rule"


def inner_key(owner: Key, part: Key) -> Key:
    """The binding key of a tag in its channel, or of an option in its prompt."""
    return Key(f"{owner}/{part}")


@dataclass(frozen=True, slots=True, order=True)
class Binding:
    kind: Kind
    key: Key
    id: int


@dataclass(frozen=True)
class Bindings:
    """Key ↔ id, one to one within a kind. A value: changing it gives another one.

    @everyone is never bound: its key is `everyone` and its id is the guild's.
    """

    entries: frozenset[Binding] = frozenset()

    @cached_property
    def ids(self) -> Mapping[tuple[Kind, Key], int]:
        return {(entry.kind, entry.key): entry.id for entry in self.entries}

    @cached_property
    def keys(self) -> Mapping[tuple[Kind, int], Key]:
        return {(entry.kind, entry.id): entry.key for entry in self.entries}

    @cached_property
    def channel_ids(self) -> frozenset[int]:
        """The channels to ask for one by one where a list does not show them."""
        return frozenset(entry.id for entry in self.entries if entry.kind is Kind.CHANNEL)

    def id_of(self, kind: Kind, key: Key) -> int | None:
        return self.ids.get((kind, key))

    def key_of(self, kind: Kind, id: int) -> Key | None:
        return self.keys.get((kind, id))

    def bind(self, kind: Kind, key: Key, id: int) -> Self:
        """Bind a key to an id; whatever held either of them is let go."""
        kept = {
            entry
            for entry in self.entries
            if entry.kind is not kind or (entry.key != key and entry.id != id)
        }
        return type(self)(frozenset(kept | {Binding(kind, key, id)}))

    def unbind(self, kind: Kind, key: Key) -> Self:
        kept = {entry for entry in self.entries if (entry.kind, entry.key) != (kind, key)}
        return type(self)(frozenset(kept))

    def of_kind(self, kind: Kind) -> Iterator[Binding]:
        return iter(sorted(entry for entry in self.entries if entry.kind is kind))
