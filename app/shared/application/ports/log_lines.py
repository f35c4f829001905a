"""The lines of the log that are kept for people to look through."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from app.shared.application.logging.configuration import LogLevel

LARGEST_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """Redacted before it gets here. `process` is which of ours wrote it: `web`, `bot`, `worker`.
    `fields` hold what else stands in the line, the ids of its work included, as texts."""

    at: datetime
    level: str
    process: str
    logger: str
    event: str
    exception: str = ""
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedLine:
    number: int
    line: LogLine


class LogLines(Protocol):
    """Each raises StoreUnavailable, SchemaMismatch or StoreFull."""

    @abstractmethod
    async def keep(self, lines: Sequence[LogLine]) -> None: ...

    @abstractmethod
    async def latest(
        self,
        *,
        least: LogLevel = LogLevel.DEBUG,
        reference: str | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> tuple[NumberedLine, ...]:
        """Newest first, below the number `before`. `reference` is the id of a request, of an
        interaction or of a run, whole."""

    @abstractmethod
    async def forget(self, before: datetime) -> int:
        """Lines that are older go, some thousands at a time; how many went."""
