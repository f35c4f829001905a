"""The running loop's own time, and sleeping by it."""

import asyncio

import pytest

from app.shared.infrastructure.discord.limiter.timer import LoopTimer, sleep
from tests.support.virtual_timer import VirtualTimer, settle


async def test_the_loop_makes_the_call_and_not_when_it_is_cancelled() -> None:
    timer, made = LoopTimer(), asyncio.Event()
    calls: list[str] = []
    timer.call_at(timer.now(), lambda: calls.append("cancelled")).cancel()

    timer.call_at(timer.now(), made.set)
    await made.wait()

    assert calls == []


async def test_a_sleeper_that_is_called_off_leaves_no_alarm_behind() -> None:
    timer = VirtualTimer()
    sleeper = asyncio.create_task(sleep(timer, 60))
    await settle()
    before = timer.pending

    sleeper.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sleeper

    assert (before, timer.pending) == (1, 0)
