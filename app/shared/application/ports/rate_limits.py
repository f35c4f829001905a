"""How often somebody may ask, counted for all processes together."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Allowance:
    """`times` within `seconds`, under a name of its own."""

    name: str
    times: int
    seconds: int


class RateLimits(Protocol):
    @abstractmethod
    async def hit(self, allowance: Allowance, who: str) -> float | None:
        """Count one more. None when it is within the allowance, else the seconds until something
        of it is free again. Raises Unavailable where nobody counts."""
