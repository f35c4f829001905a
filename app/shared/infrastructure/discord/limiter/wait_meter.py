"""Whoever wants to know how long limits hold requests back."""

from abc import abstractmethod
from typing import Protocol

from app.shared.infrastructure.discord.limiter.held_by import HeldBy


class WaitMeter(Protocol):
    @abstractmethod
    def waited(self, held_by: HeldBy, seconds: float) -> None:
        """One request was held back by a limit before it was sent."""


class NoWaitMeter(WaitMeter):
    def waited(self, held_by: HeldBy, seconds: float) -> None: ...
