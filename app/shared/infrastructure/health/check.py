"""One thing that a process needs to be ready, and whether it has it."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Check:
    """`reason` is a sentence where it is not well, and empty where it is."""

    name: str
    reason: str = ""

    @property
    def ok(self) -> bool:
        return not self.reason


class Readiness(Protocol):
    @abstractmethod
    async def checks(self) -> tuple[Check, ...]:
        """Looked at now. Never raises."""
