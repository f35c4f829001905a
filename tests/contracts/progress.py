"""What every channel of live progress keeps to."""

import asyncio

import pytest

from app.shared.application.ports.progress import Progress, ProgressChannel
from app.shared.domain.runs.run import RunState, StepRecord, StepState
from tests.support.builders import NOON, a_run


class ProgressChannelContract:
    @pytest.fixture
    def channel(self) -> ProgressChannel:
        raise NotImplementedError("the adapter's test class provides this")

    async def test_whoever_watches_is_told_in_order(self, channel: ProgressChannel) -> None:
        run = a_run(state=RunState.RUNNING, started_at=NOON)
        told = [
            Progress(run=run, step=StepRecord(number=1, state=state, started_at=NOON))
            for state in (StepState.STARTED, StepState.DONE)
        ]

        async with channel.watch(run.id) as progress, channel.watch(run.id) as also:
            for one in told:
                await channel.publish(one)
            async with asyncio.timeout(5):
                assert [await anext(progress), await anext(progress)] == told
                assert [await anext(also), await anext(also)] == told

    async def test_another_run_is_not_heard(self, channel: ProgressChannel) -> None:
        mine, other = Progress(run=a_run("mine")), Progress(run=a_run("other"))

        async with channel.watch(mine.run.id) as progress:
            await channel.publish(other)
            await channel.publish(mine)
            async with asyncio.timeout(5):
                assert await anext(progress) == mine

    async def test_telling_nobody_is_no_error(self, channel: ProgressChannel) -> None:
        assert await channel.publish(Progress(run=a_run())) is None  # type: ignore[func-returns-value]
