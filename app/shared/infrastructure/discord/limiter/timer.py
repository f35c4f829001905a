"""Time as the limiter sees it: seconds that never run backwards, and a call at one of them."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol


class Alarm(Protocol):
    @abstractmethod
    def cancel(self) -> None:
        """The call is not made any more. Harmless when it was made already."""


class Timer(Protocol):
    """Not the wall clock: setting a machine's time must neither hold calls back nor rush them."""

    @abstractmethod
    def now(self) -> float:
        """Seconds since a moment that means nothing."""

    @abstractmethod
    def call_at(self, when: float, call: Callable[[], None]) -> Alarm:
        """Make the call at that time, in a turn of the loop of its own."""


class LoopTimer(Timer):
    """The running event loop's own time."""

    def now(self) -> float:
        return asyncio.get_running_loop().time()

    def call_at(self, when: float, call: Callable[[], None]) -> Alarm:
        return asyncio.get_running_loop().call_at(when, call)


async def sleep(timer: Timer, seconds: float) -> None:
    """Come back after that time by the timer."""
    woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def wake() -> None:
        if not woken.done():
            woken.set_result(None)

    alarm = timer.call_at(timer.now() + seconds, wake)
    try:
        await woken
    finally:
        alarm.cancel()
