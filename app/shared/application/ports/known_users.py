"""What people were called when they were last heard of.

Histories name people who may have left since. Asking Discord for each of them would cost a call
per name, so what is heard anyway is kept: at sign-in, and from Discord's audit log.
"""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.shared.domain.structure.identifiers import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUser:
    user_id: UserId
    name: str
    display_name: str
    avatar: str | None
    """An address, or None."""
    seen_at: datetime


class KnownUsers(Protocol):
    @abstractmethod
    async def remember(self, user: KnownUser) -> None:
        """Replaces what was known before, unless that was heard later."""

    @abstractmethod
    async def of(self, users: Iterable[UserId]) -> Mapping[UserId, KnownUser]:
        """Those of them that are known, in one go."""
