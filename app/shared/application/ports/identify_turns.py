"""Whose turn it is to identify at Discord's gateway, over all processes of one bot.

Shards whose ids leave the same remainder by `max_concurrency` share a bucket; in each bucket one
shard may identify in five seconds (events/gateway, "Rate Limiting").
"""

from abc import abstractmethod
from typing import Protocol

IDENTIFY_EVERY_S = 5.1
"""A little more than Discord's five: two messages may take different times on their way."""
CONNECTS_WITHIN_S = 20.0
"""A turn that was taken ends by itself after so many seconds, should its taker be gone."""
ASK_AGAIN_S = 0.25
"""How long to wait for somebody who is connecting: usually it takes less."""


class IdentifyTurns(Protocol):
    """Times are those of the clock that is handed in: where clocks of processes differ, Discord
    refuses an identify that comes too early, and it is tried again."""

    @abstractmethod
    async def take(self, bucket: int, who: str) -> float:
        """0: the turn is theirs. Else the seconds after which to ask again: until the bucket is
        free, or ASK_AGAIN_S at most while somebody connects. Raises Unavailable."""

    @abstractmethod
    async def identified(self, bucket: int) -> None:
        """The turn was used; the next one comes IDENTIFY_EVERY_S from now. Raises Unavailable."""

    @abstractmethod
    async def give_back(self, bucket: int, who: str) -> None:
        """A turn that was taken is not used. Nothing for who has none. Raises Unavailable."""
