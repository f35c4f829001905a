"""The lines of the log that stand behind a reference which somebody was shown."""

from abc import abstractmethod
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

KEPT_FOR = timedelta(days=7)
MOST_LINES = 50
"""Of one reference; older ones go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorLine:
    """Redacted by whoever keeps it: nothing secret comes out of here."""

    at: datetime
    level: str
    event: str
    logger: str = ""
    exception: str = ""
    details: dict[str, str] = field(default_factory=dict)


class ErrorLog(Protocol):
    """Each raises Unavailable when the store does not answer."""

    @abstractmethod
    async def keep(self, reference: str, line: ErrorLine) -> None: ...

    @abstractmethod
    async def lines(self, reference: str) -> tuple[ErrorLine, ...]:
        """Oldest first; none for a reference that is unknown or too old."""
