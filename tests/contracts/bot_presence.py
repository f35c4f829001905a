"""What every keeper of the bot's presence keeps to."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.shared.application.ports.bot_presence import NEVER_SEEN, BotPresence, BotState
from tests.support.builders import NOON
from tests.support.fakes.clock import FakeClock

type Forget = Callable[[], Awaitable[None]]

ONLINE = BotState(
    online=True, latency_ms=42, since=NOON - timedelta(hours=1), guilds=3, version="1.2"
)


class BotPresenceContract:
    @pytest.fixture
    def clock(self) -> FakeClock:
        return FakeClock(NOON)

    @pytest.fixture
    def presence(self, clock: FakeClock) -> BotPresence:
        raise NotImplementedError("the adapter's test class provides this")

    @pytest.fixture
    def forget(self) -> Forget:
        """Lets the time pass after which a silent bot counts as offline."""
        raise NotImplementedError("the adapter's test class provides this")

    async def test_a_bot_that_never_reported_is_offline(self, presence: BotPresence) -> None:
        assert await presence.state() == NEVER_SEEN

    async def test_a_report_is_read_back_with_its_time(
        self, presence: BotPresence, clock: FakeClock
    ) -> None:
        await presence.report(ONLINE)

        assert await presence.state() == replace(ONLINE, seen_at=NOON)

    async def test_the_last_report_counts(self, presence: BotPresence, clock: FakeClock) -> None:
        await presence.report(ONLINE)
        clock.advance(2)

        await presence.report(replace(ONLINE, online=False))

        state = await presence.state()
        assert not state.online
        assert state.seen_at == NOON + timedelta(seconds=2)

    async def test_a_silent_bot_is_offline_and_known_by_its_last_times(
        self, presence: BotPresence, forget: Forget
    ) -> None:
        await presence.report(ONLINE)

        await forget()

        state = await presence.state()
        assert state == replace(ONLINE, online=False, latency_ms=None, seen_at=NOON)

    async def test_a_bot_in_several_processes_is_told_as_one(self, presence: BotPresence) -> None:
        await presence.report(part(0, 1))
        await presence.report(replace(part(2, 3), latency_ms=80, guilds=4))

        state = await presence.state()

        assert state == replace(
            ONLINE, latency_ms=80, guilds=7, seen_at=NOON, shards=(0, 1, 2, 3), shard_count=4
        )

    async def test_it_is_offline_while_a_shard_is_in_no_process(
        self, presence: BotPresence
    ) -> None:
        await presence.report(part(0, 1))
        await presence.report(part(3))

        assert not (await presence.state()).online

    async def test_it_is_offline_while_one_process_is(self, presence: BotPresence) -> None:
        await presence.report(part(0, 1))
        await presence.report(replace(part(2, 3), online=False))

        assert not (await presence.state()).online

    async def test_what_is_silent_since_another_number_of_shards_does_not_count(
        self, presence: BotPresence, clock: FakeClock, forget: Forget
    ) -> None:
        await presence.report(replace(ONLINE, guilds=100))
        clock.advance(1)
        await presence.report(part(0, 1))
        await presence.report(part(2, 3))

        await forget()

        assert (await presence.state()).guilds == 6


def part(*shards: int) -> BotState:
    return replace(ONLINE, shards=shards, shard_count=4)
