"""Time, as the application sees it."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The wall clock, in UTC, and waiting by it. Tests drive it."""

    @abstractmethod
    def now(self) -> datetime: ...

    @abstractmethod
    def elapsed(self) -> float:
        """Seconds from some moment on, which go on evenly while the wall clock is put right."""

    @abstractmethod
    async def sleep(self, seconds: float) -> None:
        """Come back after that time; at once (but after a turn of the loop) for zero or less."""
