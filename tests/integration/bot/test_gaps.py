"""No event is lost silently, whatever happens to the connections on either side."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from dependency_injector import providers

from app.bot.bot import BotConnection, run_bot
from app.bot.gateway.refusals import GatewayRefused
from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.sandbox.gateway.opcodes import CloseCode
from app.sandbox.seed.building import add_guild
from app.sandbox.world.operations.membership import join, leave
from app.shared.application.ports.access_events import AccessChanged, GuildsChanged
from app.shared.application.ports.guild_gateway import TokenRefused
from app.shared.domain.structure.identifiers import GuildId
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS
from tests.support.bot import PATIENCE_S, RunningBot, begun, open_for, running_bot
from tests.support.fakes.access_events import FakeAccessEvents
from tests.support.fakes.bot_presence import FakeBotPresence
from tests.support.sandbox import SmallGuild, running_sandbox

pytestmark = THEIR_OWN_WARNINGS

EVERYTHING = AccessChanged(guild_id=None)


@pytest.fixture
async def place() -> AsyncIterator[SmallGuild]:
    async with running_sandbox() as place:
        yield place


@pytest.fixture
async def bot(place: SmallGuild, clean_redis_url: str) -> AsyncIterator[RunningBot]:
    async with running_bot(place, clean_redis_url) as bot:
        yield bot


async def make_role(bot: RunningBot) -> None:
    await bot.place.bot.post(f"/guilds/{bot.guild_id}/roles", {"name": "Missed"})


async def test_what_happened_while_a_session_was_cut_is_told_after_it_resumed(
    bot: RunningBot,
) -> None:
    bot.place.sandbox.faults.gateway.drop_after()
    await make_role(bot)

    assert await bot.next() == AccessChanged(guild_id=bot.guild_id)


async def test_a_session_that_cannot_be_resumed_means_that_everything_may_have_changed(
    bot: RunningBot,
) -> None:
    bot.place.sandbox.faults.gateway.invalid_session(resumable=False)
    await bot.clock.asleep(3)
    await make_role(bot)
    bot.clock.advance(6)

    assert await bot.next() == EVERYTHING


async def test_guilds_that_came_and_went_meanwhile_are_told(bot: RunningBot) -> None:
    world, application = bot.place.world, bot.place.application
    new = add_guild(world, "New", bot.place.owner.id)
    bot.place.sandbox.faults.gateway.invalid_session(resumable=False)
    await bot.clock.asleep(3)
    leave(world, bot.place.guild, application.id)
    join(world, new, application.id)
    bot.clock.advance(6)

    heard = await bot.until(AccessChanged(guild_id=GuildId(new.id)))

    assert heard[:3] == [
        EVERYTHING,
        GuildsChanged(guild_id=bot.guild_id, joined=False),
        GuildsChanged(guild_id=GuildId(new.id), joined=True),
    ]


async def test_discord_being_away_is_sat_out(place: SmallGuild, clean_redis_url: str) -> None:
    place.sandbox.faults.add(Fault(FaultKind.DROP, Moment.BEFORE, times=None))

    async with (
        open_for(place, clean_redis_url) as opened,
        opened.container.access_events().watch() as heard,
        begun(place, opened.container),
        asyncio.timeout(PATIENCE_S),
    ):
        await opened.clock.waited_by(5, 5)
        opened.clock.advance(5)
        await opened.clock.waited_by(5, 10)
        assert not place.sandbox.gateway.connections()
        place.sandbox.faults.clear()
        opened.clock.advance(10)

        assert await anext(heard) == EVERYTHING


async def test_what_the_library_gives_up_begins_anew(bot: RunningBot) -> None:
    bot.place.sandbox.faults.add(Fault(FaultKind.DROP, Moment.BEFORE, route="/gateway"))
    bot.place.sandbox.faults.gateway.invalid_session(resumable=False)
    await bot.clock.asleep(3)
    await make_role(bot)
    bot.clock.advance(6)

    assert await bot.next() == EVERYTHING


async def test_a_token_that_is_wrong_ends_it_with_what_to_do(
    place: SmallGuild, clean_redis_url: str
) -> None:
    connection = BotConnection(token="wrong", api_url=place.sandbox.api)

    async with open_for(place, clean_redis_url) as opened, asyncio.timeout(PATIENCE_S):
        with pytest.raises(TokenRefused) as caught:
            await run_bot(opened.container, connection, asyncio.Event())

        assert "DISCORD_TOKEN" in caught.value.remedy
        assert not (await opened.container.bot_presence().state()).online


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (CloseCode.AUTHENTICATION_FAILED, TokenRefused),
        (CloseCode.DISALLOWED_INTENTS, GatewayRefused),
        (CloseCode.SHARDING_REQUIRED, GatewayRefused),
    ],
)
async def test_a_refusal_for_good_ends_it(
    place: SmallGuild, clean_redis_url: str, code: CloseCode, error: type[Exception]
) -> None:
    async with (
        open_for(place, clean_redis_url) as opened,
        opened.container.access_events().watch() as heard,
        begun(place, opened.container) as running,
        asyncio.timeout(PATIENCE_S),
    ):
        await anext(heard)

        place.sandbox.gateway.close(code)

        with pytest.raises(error):
            await running


async def test_redis_being_away_costs_neither_the_connection_nor_an_event(
    place: SmallGuild, clean_redis_url: str
) -> None:
    about_guild = AccessChanged(guild_id=GuildId(place.guild.id))
    async with open_for(place, clean_redis_url) as opened, asyncio.timeout(PATIENCE_S):
        events, presence = FakeAccessEvents(), FakeBotPresence(opened.clock)
        opened.container.access_events.override(providers.Object(events))
        opened.container.bot_presence.override(providers.Object(presence))
        async with events.watch() as heard, begun(place, opened.container):
            while await anext(heard) != about_guild:
                pass
            (session,) = place.sandbox.gateway.sessions
            events.break_stream()
            presence.broken = True
            await place.bot.post(f"/guilds/{place.guild.id}/roles", {"name": "New"})
            await opened.clock.asleep(2)

            events.mend()
            async with events.watch() as heard_again:
                opened.clock.advance(1)
                assert await anext(heard_again) == about_guild
            assert [one.id for one in place.sandbox.gateway.sessions] == [session.id]
