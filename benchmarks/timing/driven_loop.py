"""A loop whose time stands still until every task waits, and then jumps to the next timer.

Databases are real and answer by the machine's clock; while one is asked, time is held.
"""

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

_LOOKS_EVERY_S = 1.0


class DrivenLoop(asyncio.SelectorEventLoop):
    """`time` is what `asyncio.sleep`, timeouts and the limiters of all clients go by."""

    def __init__(self) -> None:
        self.moment = 0.0
        self.holders = 0
        super().__init__(_Jumping(self))

    def time(self) -> float:
        return self.moment

    @contextmanager
    def held(self) -> Iterator[None]:
        """No time passes meanwhile."""
        self.holders += 1
        try:
            yield
        finally:
            self.holders -= 1

    @contextmanager
    def let_go(self) -> Iterator[None]:
        """Within `held`: time passes again."""
        self.holders -= 1
        try:
            yield
        finally:
            self.holders += 1


class _Jumping(selectors.DefaultSelector):
    def __init__(self, loop: DrivenLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None or self._loop.holders:
            return super().select(_LOOKS_EVERY_S)
        self._loop.moment += timeout
        return ready


def run_driven[T](work: Callable[[DrivenLoop], Coroutine[Any, Any, T]]) -> T:
    """To its end, in a loop of its own."""
    with asyncio.Runner(loop_factory=DrivenLoop) as runner:
        loop = runner.get_loop()
        if not isinstance(loop, DrivenLoop):
            raise TypeError("the loop is not the one that was asked for")
        try:
            return runner.run(work(loop))
        finally:
            # Threads end by the machine's clock; the loop would jump to where it gives them up.
            loop.holders += 1
