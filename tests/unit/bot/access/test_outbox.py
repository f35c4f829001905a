"""What waits to be told is told, in order, and does not grow without end."""

import asyncio

import pytest

from app.bot.access.outbox import Outbox
from app.shared.application.ports.access_events import AccessChanged, AccessEvent
from app.shared.domain.errors import Unavailable
from app.shared.domain.structure.identifiers import GuildId
from tests.support.fakes.access_events import FakeAccessEvents
from tests.support.fakes.clock import FakeClock


def about(guild_id: int) -> AccessChanged:
    return AccessChanged(guild_id=GuildId(guild_id))


async def test_what_is_put_in_is_told_in_order() -> None:
    events = FakeAccessEvents()
    outbox = Outbox(events, FakeClock())
    delivering = asyncio.create_task(outbox.deliver_forever())

    async with events.watch() as heard, asyncio.timeout(5):
        for number in (1, 2):
            outbox.put(about(number))
        assert [await anext(heard), await anext(heard)] == [about(1), about(2)]
        outbox.put(about(1))
        assert await anext(heard) == about(1)

    delivering.cancel()


async def test_what_waits_already_is_told_once() -> None:
    events = FakeAccessEvents()
    outbox = Outbox(events, FakeClock())

    for number in (1, 2, 1, 2):
        outbox.put(about(number))
    await outbox.deliver()

    assert events.told == [about(1), about(2)]


async def test_what_happens_again_while_it_is_told_is_told_again() -> None:
    class Slow(FakeAccessEvents):
        async def publish(self, event: AccessEvent) -> None:
            if not self.told:
                outbox.put(event)
            await super().publish(event)

    events = Slow()
    outbox = Outbox(events, FakeClock())
    outbox.put(about(1))

    await outbox.deliver()

    assert events.told == [about(1), about(1)]


async def test_what_could_not_be_told_keeps_its_place() -> None:
    events = FakeAccessEvents()
    outbox = Outbox(events, FakeClock())
    events.break_stream()
    outbox.put(about(1))
    outbox.put(about(2))
    with pytest.raises(Unavailable):
        await outbox.deliver()

    events.mend()
    await outbox.deliver()

    assert events.told == [about(1), about(2)]


async def test_it_tries_again_by_itself_and_complains_once_each_time(
    caplog: pytest.LogCaptureFixture,
) -> None:
    events, clock = FakeAccessEvents(), FakeClock()
    outbox = Outbox(events, clock)
    events.break_stream()
    outbox.put(about(1))
    delivering = asyncio.create_task(outbox.deliver_forever())
    await clock.sleep(3.5)
    assert len(outbox) == 1

    events.mend()
    await clock.sleep(2)

    assert events.told == [about(1)]
    assert caplog.text.count("wait to be told") == 1
    events.break_stream()
    outbox.put(about(2))
    await clock.sleep(3.5)
    assert caplog.text.count("wait to be told") == 2
    delivering.cancel()


async def test_too_much_becomes_everything() -> None:
    events = FakeAccessEvents()
    outbox = Outbox(events, FakeClock(), size=3)

    for number in range(5):
        outbox.put(about(number))
    await outbox.deliver()

    assert events.told == [AccessChanged(guild_id=None), about(3), about(4)]
