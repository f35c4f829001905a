"""Whether the bot is there, as it says itself."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

REPORT_EVERY_S = 5.0
"""Seconds between two reports of a bot that runs."""
FORGOTTEN_AFTER_S = 15.0
"""Seconds after the last report from which on a silent bot counts as offline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BotState:
    """`online`: connected to Discord's gateway, so that events arrive. A bot that reports while it
    is reconnecting is not online.

    `since` is when it last came online, `seen_at` when it last reported; both stay known for a
    day after the bot has gone.
    """

    online: bool
    latency_ms: int | None = None
    since: datetime | None = None
    seen_at: datetime | None = None
    guilds: int | None = None
    version: str = ""


NEVER_SEEN = BotState(online=False)


class BotPresence(Protocol):
    @abstractmethod
    async def report(self, state: BotState) -> None:
        """Say how the bot is. Raises Unavailable."""

    @abstractmethod
    async def state(self) -> BotState:
        """How the bot is now: offline, with its last known times, once the last report is
        FORGOTTEN_AFTER_S old. Raises Unavailable where that cannot be known."""
