"""Time as the sandbox sees it: the machine's, or one that a test drives."""

import time
from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol


class Clock(Protocol):
    """Tells the time in epoch seconds."""

    @abstractmethod
    def now(self) -> float: ...


class SystemClock(Clock):
    """The machine's own time."""

    def now(self) -> float:
        return time.time()


class DrivenClock(Clock):
    """Stands still until it is told to advance."""

    def __init__(self, start: float = 1_790_000_000.0) -> None:
        self._now = start
        self._watchers: list[Callable[[], None]] = []

    def now(self) -> float:
        return self._now

    def advance(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("time does not run backwards")
        self._now += seconds
        for watcher in tuple(self._watchers):
            watcher()

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each advance, until the returned function is called."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)
