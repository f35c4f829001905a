"""No event is lost silently, whatever happens to the connections on either side."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.sandbox.faults.fault import Fault, FaultKind
from app.sandbox.gateway.opcodes import CloseCode
from app.sandbox.seed.building import add_guild
from app.sandbox.world.operations.membership import join, leave
from app.shared.application.ports.access_events import AccessChanged, GuildsChanged
from app.shared.application.ports.bot_presence import REPORT_EVERY_S
from app.shared.application.ports.guild_gateway import TokenRefused
from app.shared.domain.structure.identifiers import GuildId
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS
from tests.support.bot import RunningBot, running_bot
from tests.support.sandbox import running_sandbox

pytestmark = THEIR_OWN_WARNINGS

EVERYTHING = AccessChanged(guild_id=None)


@pytest.fixture
async def bot(clean_redis_url: str) -> AsyncIterator[RunningBot]:
    async with running_sandbox() as place, running_bot(place, clean_redis_url) as bot:
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
    await bot.clock.asleep(2)
    await make_role(bot)
    bot.clock.advance(5)

    assert await bot.next() == EVERYTHING


async def test_guilds_that_came_and_went_meanwhile_are_told(bot: RunningBot) -> None:
    world, application = bot.place.world, bot.place.application
    new = add_guild(world, "New", bot.place.owner.id)
    bot.place.sandbox.faults.gateway.invalid_session(resumable=False)
    await bot.clock.asleep(2)
    leave(world, bot.place.guild, application.id)
    join(world, new, application.id)
    bot.clock.advance(5)

    heard = await bot.until(AccessChanged(guild_id=GuildId(new.id)))

    assert heard[:3] == [
        EVERYTHING,
        GuildsChanged(guild_id=bot.guild_id, joined=False),
        GuildsChanged(guild_id=GuildId(new.id), joined=True),
    ]
