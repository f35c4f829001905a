"""What a guild should look like: the structure that is wanted, and what is left alone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import GuildId, Key
from app.shared.domain.structure.structure import Structure


class Unmanaged(StrEnum):
    """What becomes of live roles or channels that the blueprint does not name."""

    KEEP = "keep"
    ARCHIVE = "archive"
    """Channels move into a locked category and get a purge date; roles lose their permissions."""
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Ignore:
    """A field left to humans, by our word; the key None stands for all things of the kind."""

    kind: Kind
    key: Key | None
    field: str


@dataclass(frozen=True, kw_only=True)
class Blueprint:
    """One valid design. Reading a document gives either this or `BlueprintRefused`.

    Every field that a document leaves out has Discord's default, so that deleting a line from a
    document means something; what humans may change by hand is said by `ignored`.
    """

    structure: Structure
    unmanaged_roles: Unmanaged = Unmanaged.KEEP
    unmanaged_channels: Unmanaged = Unmanaged.KEEP
    ignored: frozenset[Ignore] = frozenset()
    protected: frozenset[tuple[Kind, Key]] = frozenset()
    """What must never be deleted, neither by a plan nor by a rollback."""

    def ignores(self, kind: Kind, key: Key, field_name: str) -> bool:
        return bool(self.ignored) and (
            Ignore(kind, None, field_name) in self.ignored
            or Ignore(kind, key, field_name) in self.ignored
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionHead:
    """A version as lists show it: without its document."""

    number: int
    author: str
    message: str
    saved_at: datetime


@dataclass(frozen=True, kw_only=True)
class BlueprintVersion:
    """One saved design of one guild. Numbers run from 1 and never change their meaning."""

    guild_id: GuildId
    number: int
    text: str
    """The document as it was written, comments included."""
    blueprint: Blueprint
    author: str
    message: str
    saved_at: datetime

    @property
    def head(self) -> VersionHead:
        return VersionHead(
            number=self.number, author=self.author, message=self.message, saved_at=self.saved_at
        )
