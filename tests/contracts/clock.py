"""What every clock keeps to."""

import asyncio
from datetime import timedelta

import pytest

from app.shared.application.ports.clock import Clock


class ClockContract:
    @pytest.fixture
    def clock(self) -> Clock:
        raise NotImplementedError("the adapter's test class provides this")

    async def test_the_time_is_in_utc(self, clock: Clock) -> None:
        assert clock.now().utcoffset() == timedelta(0)

    async def test_sleeping_takes_its_time(self, clock: Clock) -> None:
        before, begun = clock.now(), clock.elapsed()

        await clock.sleep(0.01)

        assert clock.now() - before >= timedelta(milliseconds=9)
        assert clock.elapsed() - begun >= 0.009

    async def test_sleeping_for_nothing_lets_others_go_first(self, clock: Clock) -> None:
        order: list[str] = []

        async def other() -> None:
            order.append("other")

        task = asyncio.create_task(other())
        await clock.sleep(0)
        order.append("sleeper")
        await clock.sleep(-1)
        await task

        assert order == ["other", "sleeper"]

    async def test_sleepers_wake_in_the_order_of_their_times(self, clock: Clock) -> None:
        order: list[float] = []

        async def sleeper(seconds: float) -> None:
            await clock.sleep(seconds)
            order.append(seconds)

        await asyncio.gather(sleeper(0.03), sleeper(0.01), sleeper(0.02))

        assert order == [0.01, 0.02, 0.03]
