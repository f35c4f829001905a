"""What is kept about drift: records, what guilds want done about them, guards and notices.

What a look at a guild needs can be had for many guilds at once, in one statement each.
"""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from app.shared.domain.drift.loop_guard import LoopGuard
from app.shared.domain.drift.notices import Notice, NoticeId
from app.shared.domain.drift.records import DriftRecord, RecordId
from app.shared.domain.drift.settings import DriftSettings
from app.shared.domain.structure.identifiers import GuildId


class DriftRecords(Protocol):
    """At most one record per guild and change id that has not ended."""

    @abstractmethod
    async def hold(self, *guild_ids: GuildId) -> None:
        """Until this unit of work ends, nobody else holds these guilds' records and notices. Asked
        for once with all of them: who holds some and asks for more may wait for ever."""

    @abstractmethod
    async def add(self, record: DriftRecord) -> DriftRecord:
        """Keep a record under an id of its own, and give it with that. Raises Conflict when the
        same change has a record that has not ended."""

    @abstractmethod
    async def add_all(self, records: Iterable[DriftRecord]) -> tuple[DriftRecord, ...]:
        """As `add` does, all or none, given in the order they came in."""

    @abstractmethod
    async def save(self, record: DriftRecord) -> None:
        """Store all of a record that was kept before."""

    @abstractmethod
    async def save_all(self, records: Iterable[DriftRecord]) -> None: ...

    @abstractmethod
    async def lasting(self, guild_id: GuildId) -> tuple[DriftRecord, ...]:
        """Those that have not ended: open and ignored ones, oldest first."""

    @abstractmethod
    async def lasting_of(
        self, guild_ids: Iterable[GuildId]
    ) -> Mapping[GuildId, tuple[DriftRecord, ...]]:
        """The same for each of them; guilds without any are left out."""

    @abstractmethod
    async def of_notice(self, notice: NoticeId) -> tuple[DriftRecord, ...]:
        """Oldest first."""

    @abstractmethod
    async def list(
        self, guild_id: GuildId, limit: int = 50, before: RecordId | None = None
    ) -> tuple[DriftRecord, ...]:
        """Newest first; only those that are older than the one with this id."""


class AllDriftSettings(Protocol):
    @abstractmethod
    async def of(self, guild_id: GuildId) -> DriftSettings:
        """Those in force: the default ones where nobody has set any."""

    @abstractmethod
    async def of_all(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, DriftSettings]:
        """The same for each of them."""

    @abstractmethod
    async def set(self, settings: DriftSettings) -> None: ...


class LoopGuards(Protocol):
    @abstractmethod
    async def of(self, guild_id: GuildId) -> tuple[LoopGuard, ...]:
        """By place."""

    @abstractmethod
    async def save(self, guild_id: GuildId, guards: Iterable[LoopGuard]) -> None: ...


class DriftNotices(Protocol):
    """At most one open notice per guild."""

    @abstractmethod
    async def add(self, notice: Notice) -> Notice:
        """Keep a notice under an id of its own, and give it with that. Raises Conflict when the
        guild has an open one."""

    @abstractmethod
    async def add_all(self, notices: Iterable[Notice]) -> tuple[Notice, ...]:
        """As `add` does, all or none, given in the order they came in."""

    @abstractmethod
    async def save(self, notice: Notice) -> None: ...

    @abstractmethod
    async def save_all(self, notices: Iterable[Notice]) -> None: ...

    @abstractmethod
    async def get(self, guild_id: GuildId, id: NoticeId) -> Notice | None: ...

    @abstractmethod
    async def open(self, guild_id: GuildId) -> Notice | None: ...

    @abstractmethod
    async def latest(self, guild_id: GuildId) -> Notice | None: ...

    @abstractmethod
    async def latest_of(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, Notice]:
        """Where a guild has an open one, it is this: none is opened beside it."""

    @abstractmethod
    async def due(self, now: datetime, limit: int = 100) -> tuple[Notice, ...]:
        """Stale ones that may be shown by now, of every guild, longest due first."""
