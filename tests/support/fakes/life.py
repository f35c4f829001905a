"""The life of one worker process: what dies with kill -9, at the point a test chooses."""

import asyncio


class Died(BaseException):
    """The process is gone. Nothing in the code under test may catch this."""


class Life:
    """Counts the points at which a process can die; every fake passes one at each await.

    Once dead, every further call through the fakes dies too: clean-up code that would run in a
    test, but not after kill -9, can have no effect.
    """

    def __init__(self) -> None:
        self.points = 0
        self.die_at: int | None = None
        self.dead = False

    async def go_on(self) -> None:
        await asyncio.sleep(0)
        self.check()
        self.points += 1
        if self.die_at is not None and self.points >= self.die_at:
            self.end()

    def check(self) -> None:
        if self.dead:
            raise Died

    def end(self) -> None:
        """Here and now."""
        self.dead = True
        self.check()

    def begin_anew(self, die_at: int | None = None) -> None:
        """Another process starts."""
        self.points, self.die_at, self.dead = 0, die_at, False
