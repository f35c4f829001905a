"""What only one process at a time may have, for a time that it keeps prolonging."""

from abc import abstractmethod
from typing import Protocol


class Leases(Protocol):
    """Time is the keeper's own, so that clocks of processes need not agree."""

    @abstractmethod
    async def take(self, name: str, holder: str, seconds: float) -> bool:
        """Take it or prolong it: for so many seconds from now it is the holder's. False where
        somebody else has it. Raises Unavailable: then it is the holder's for as long as it was."""

    @abstractmethod
    async def give_back(self, name: str, holder: str) -> None:
        """Nothing happens where the holder does not have it. Raises Unavailable."""
