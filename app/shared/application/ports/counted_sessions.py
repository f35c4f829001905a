"""Who asks, and whether they ask too often: known together, since every request needs both."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Protocol

from app.shared.application.ports.rate_limits import Allowance
from app.shared.application.ports.web_sessions import SessionSecret, WebSession


@dataclass(frozen=True, slots=True)
class CountedSession:
    """`wait` is None within the allowance, else the seconds until something of it is free again."""

    session: WebSession | None
    wait: float | None


class CountedSessions(Protocol):
    @abstractmethod
    async def find(
        self,
        secret: SessionSecret,
        address: str,
        *,
        of_session: Allowance,
        of_address: Allowance,
    ) -> CountedSession:
        """Finds the session as `WebSessions.find` does and counts one more for it; for the address
        where there is no such session, so that made-up secrets bring nobody a new allowance.
        Raises Unavailable."""
