"""What every stream of access events keeps to."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from app.shared.application.ports.access_events import (
    AccessChanged,
    AccessEvent,
    AccessEvents,
    GuildsChanged,
)
from app.shared.domain.errors import Unavailable
from app.shared.domain.structure.identifiers import GuildId, UserId

type BreakStream = Callable[[], Awaitable[None]]

EVENTS: list[AccessEvent] = [
    AccessChanged(guild_id=GuildId(2**63 + 1), user_id=UserId(2)),
    AccessChanged(guild_id=GuildId(1)),
    AccessChanged(guild_id=None),
    GuildsChanged(guild_id=GuildId(1), joined=True),
    GuildsChanged(guild_id=GuildId(1), joined=False),
]


class AccessEventsContract:
    @pytest.fixture
    def events(self) -> AccessEvents:
        raise NotImplementedError("the adapter's test class provides this")

    @pytest.fixture
    def break_stream(self) -> BreakStream:
        """Cuts every watcher off for a moment."""
        raise NotImplementedError("the adapter's test class provides this")

    async def test_whoever_watches_is_told_in_order(self, events: AccessEvents) -> None:
        async with events.watch() as heard, events.watch() as also, asyncio.timeout(5):
            for event in EVENTS:
                await events.publish(event)

            assert [await anext(heard) for _ in EVENTS] == EVENTS
            assert [await anext(also) for _ in EVENTS] == EVENTS

    async def test_only_what_is_published_from_now_on_is_told(self, events: AccessEvents) -> None:
        await events.publish(AccessChanged(guild_id=GuildId(1)))

        async with events.watch() as heard, asyncio.timeout(5):
            await events.publish(AccessChanged(guild_id=GuildId(2)))

            assert await anext(heard) == AccessChanged(guild_id=GuildId(2))

    async def test_a_watcher_that_was_cut_off_learns_that_it_missed_something(
        self, events: AccessEvents, break_stream: BreakStream
    ) -> None:
        async with events.watch() as heard, asyncio.timeout(5):
            await break_stream()

            with pytest.raises(Unavailable):
                await anext(heard)

    async def test_telling_nobody_is_no_error(self, events: AccessEvents) -> None:
        async with events.watch():
            pass

        assert await events.publish(EVENTS[0]) is None  # type: ignore[func-returns-value]
