"""Our audit log. It is written in the same transaction as what it tells of."""

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from app.shared.domain.structure.identifiers import GuildId


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailEntry:
    """One line of our audit log: who did what, from where, with before and after."""

    guild_id: GuildId | None
    at: datetime
    actor: str
    """`operator`, `worker`, or `user:<Discord id>`; `somebody` where nobody knows who."""
    origin: str
    """`cli`, `web`, `api`, `bot` or `worker`; `discord` for what was done there by hand."""
    action: str
    """`blueprint.saved`, `plan.made`, `plan.approved`, `run.started`, `run.ended`, …"""
    subject: str = ""
    before: Any = None
    after: Any = None
    details: dict[str, Any] = field(default_factory=dict)
    id: int = field(default=0, compare=False)
    """Ascends with each entry; 0 until it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailQuery:
    """What of a trail is wanted, newest first."""

    actions: tuple[str, ...] = ()
    """Whole actions, or beginnings that end with a dot (`run.`); empty for all."""
    actor: str = ""
    text: str = ""
    """Stands somewhere in subject, values or details, whatever its case."""
    before: int | None = None
    """Only entries that are older than the one with this id."""
    limit: int = 50


class Trail(Protocol):
    @abstractmethod
    async def add(self, entry: TrailEntry) -> None: ...

    @abstractmethod
    async def add_all(self, entries: Iterable[TrailEntry]) -> None:
        """In this order."""

    @abstractmethod
    async def list(self, guild_id: GuildId, limit: int = 100) -> tuple[TrailEntry, ...]:
        """Newest first."""

    @abstractmethod
    async def page(self, guild_id: GuildId, query: TrailQuery) -> tuple[TrailEntry, ...]:
        """What the query asks for, in one go."""

    @abstractmethod
    async def known(
        self, guild_id: GuildId, action: str, subjects: Iterable[str]
    ) -> frozenset[str]:
        """Those of the subjects that the action was noted of already."""

    @abstractmethod
    async def known_of(
        self, action: str, subjects: Iterable[tuple[GuildId, str]]
    ) -> frozenset[tuple[GuildId, str]]:
        """The same across guilds."""
