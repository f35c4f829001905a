"""The bot's word about itself: regular, at once when something changed, and never a fault."""

import asyncio

import pytest

from app.bot.presence.reporting import Reporter
from app.shared.application.ports.bot_presence import REPORT_EVERY_S, BotState
from tests.support.fakes.bot_presence import FakeBotPresence
from tests.support.fakes.clock import FakeClock

ONLINE = BotState(online=True)


async def test_it_reports_at_regular_times() -> None:
    clock = FakeClock()
    presence = FakeBotPresence(clock)
    reporting = asyncio.create_task(Reporter(presence, clock, lambda: ONLINE).report_forever())

    await clock.sleep(3 * REPORT_EVERY_S + 1)

    assert presence.reports == [ONLINE] * 4
    reporting.cancel()


async def test_a_change_does_not_wait_for_the_next_report() -> None:
    class Standing(FakeClock):
        async def sleep(self, seconds: float) -> None:
            await asyncio.Event().wait()

    presence = FakeBotPresence(FakeClock())
    reporter = Reporter(presence, Standing(), lambda: ONLINE)
    reporting = asyncio.create_task(reporter.report_forever())
    await _turns()
    assert len(presence.reports) == 1

    reporter.hurry()
    await _turns()

    assert len(presence.reports) == 2
    reporting.cancel()
    await _turns()
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_what_cannot_be_told_is_complained_of_once_and_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = FakeClock()
    presence = FakeBotPresence(clock)
    presence.broken = True
    reporting = asyncio.create_task(Reporter(presence, clock, lambda: ONLINE).report_forever())
    await clock.sleep(3 * REPORT_EVERY_S + 1)

    presence.broken = False
    await clock.sleep(REPORT_EVERY_S)

    assert presence.reports == [ONLINE]
    assert caplog.text.count("cannot be known") == 1
    reporting.cancel()


async def _turns() -> None:
    for _ in range(10):
        await asyncio.sleep(0)
