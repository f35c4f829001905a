"""Waits until something in the world is so, by its events and its clock."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack

from app.sandbox.clock import DrivenClock
from app.sandbox.world.world import World

LONGEST_S = 30.0


async def until(
    world: World, is_so: Callable[[], bool], within_s: float, deadline: float | None = None
) -> bool:
    """Whether it was so in time. `within_s` are real seconds; `deadline` is a moment of the world's
    clock at which it is worth looking again.
    """
    happened = asyncio.Event()
    with ExitStack() as watching:
        watching.callback(world.subscribe(lambda _event: happened.set()))
        if isinstance(world.clock, DrivenClock):
            watching.callback(world.clock.watch(happened.set))
        ends_at = asyncio.get_running_loop().time() + min(within_s, LONGEST_S)
        while not is_so():
            left = ends_at - asyncio.get_running_loop().time()
            if left <= 0:
                return False
            await _either(happened, _patience(world, left, deadline))
            happened.clear()
    return True


def _patience(world: World, left: float, deadline: float | None) -> float:
    """A driven clock does not come to a deadline by waiting."""
    if deadline is None or isinstance(world.clock, DrivenClock):
        return left
    to_deadline = deadline - world.now()
    return min(left, to_deadline + 0.01) if to_deadline > 0 else left


async def _either(happened: asyncio.Event, patience_s: float) -> None:
    try:
        async with asyncio.timeout(patience_s):
            await happened.wait()
    except TimeoutError:
        return
