"""How the bot is, as others are told it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from importlib.metadata import version

import pytest

from app.shared.application.ports.bot_presence import REPORT_EVERY_S, BotState
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS
from tests.support.bot import PATIENCE_S, RunningBot, running_bot
from tests.support.sandbox import SmallGuild, running_sandbox

pytestmark = THEIR_OWN_WARNINGS


@pytest.fixture
async def place() -> AsyncIterator[SmallGuild]:
    async with running_sandbox() as place:
        yield place


async def the_state(bot: RunningBot, *, online: bool) -> BotState:
    """The bot's state, once it is as it should be."""
    presence = bot.container.bot_presence()
    async with asyncio.timeout(PATIENCE_S):
        while (state := await presence.state()).online != online:
            pass
    return state


async def test_a_bot_that_is_connected_says_so_at_once(
    place: SmallGuild, clean_redis_url: str
) -> None:
    async with running_bot(place, clean_redis_url) as bot:
        state = await the_state(bot, online=True)

    assert state.guilds == 1
    assert state.version == version("guildwright")
    assert state.since == state.seen_at == bot.clock.now()


async def test_it_reports_every_five_seconds(place: SmallGuild, clean_redis_url: str) -> None:
    async with running_bot(place, clean_redis_url) as bot:
        before = await the_state(bot, online=True)
        await bot.clock.waited_by(REPORT_EVERY_S)
        bot.clock.advance(REPORT_EVERY_S)
        async with asyncio.timeout(PATIENCE_S):
            while (state := await bot.container.bot_presence().state()).seen_at == before.seen_at:
                pass

    assert before.seen_at is not None
    assert state.seen_at == before.seen_at + timedelta(seconds=REPORT_EVERY_S)
    assert state.since == before.since
    assert state.latency_ms is not None


async def test_a_lost_connection_shows_at_once_and_its_return_as_well(
    place: SmallGuild, clean_redis_url: str
) -> None:
    async with running_bot(place, clean_redis_url) as bot:
        before = await the_state(bot, online=True)
        place.sandbox.faults.gateway.invalid_session(resumable=False)

        away = await the_state(bot, online=False)
        assert away.since == before.since
        await bot.clock.asleep(3)
        bot.clock.advance(6)
        back = await the_state(bot, online=True)

    assert before.since is not None
    assert back.since == before.since + timedelta(seconds=6)


async def test_who_stops_is_offline_and_hangs_up(place: SmallGuild, clean_redis_url: str) -> None:
    async with running_bot(place, clean_redis_url) as bot:
        await the_state(bot, online=True)

        await bot.stop()

        assert not (await bot.container.bot_presence().state()).online
        assert not place.sandbox.gateway.connections()
        assert not list(place.sandbox.gateway.sessions)
