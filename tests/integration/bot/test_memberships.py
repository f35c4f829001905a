"""From a role that somebody loses at Discord to the moment nobody takes them for having it."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from app.sandbox.seed.building import add_member, add_role, add_user
from app.sandbox.world.actor import Actor
from app.sandbox.world.operations.member_roles import take_role
from app.sandbox.world.operations.membership import kick
from app.sandbox.world.permissions import Permission
from app.shared.application.ports.guild_gateway import MemberNotFound
from app.shared.domain.structure.identifiers import UserId
from app.shared.infrastructure.discord.membership_cache import MembershipCache
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS
from tests.support.bot import PATIENCE_S, RunningBot, running_bot
from tests.support.sandbox import running_sandbox

pytestmark = THEIR_OWN_WARNINGS

WITHIN_S = 1.0


class Watched:
    """A moderator whose membership is kept, and the owner's hands."""

    def __init__(self, bot: RunningBot, cache: MembershipCache) -> None:
        self.bot, self.cache = bot, cache
        self.world, self.guild = bot.place.world, bot.place.guild
        role = add_role(self.world, self.guild, "Mods", int(Permission.MANAGE_GUILD), position=0)
        self.role_id = role.id
        self.user = add_user(self.world, "mo")
        self.member = add_member(self.world, self.guild, self.user.id, roles=[role.id])
        self.owner = Actor(self.guild.owner_id, bot=False)

    async def manages(self) -> bool:
        membership = await self.cache.of(self.bot.guild_id, UserId(self.user.id))
        return membership.manages_server

    async def dropped(self) -> float:
        """Seconds until the cache holds nothing of it any more."""
        began = time.monotonic()
        async with asyncio.timeout(PATIENCE_S):
            while len(self.cache):  # noqa: ASYNC110 - the moment itself is what is measured
                await asyncio.sleep(0)
        return time.monotonic() - began


@pytest.fixture
async def watched(clean_redis_url: str) -> AsyncIterator[Watched]:
    async with running_sandbox() as place, running_bot(place, clean_redis_url) as bot:
        cache = bot.container.memberships()
        assert isinstance(cache, MembershipCache)
        async with cache.listening():
            while not cache.hears:  # noqa: ASYNC110 - it begins in a moment
                await asyncio.sleep(0)
            yield Watched(bot, cache)


async def test_a_role_that_was_taken_gives_nobody_rights_a_second_later(watched: Watched) -> None:
    assert await watched.manages()
    assert len(watched.cache) == 1

    take_role(watched.world, watched.guild, watched.owner, watched.member, watched.role_id)
    seconds = await watched.dropped()

    assert not await watched.manages()
    assert seconds < WITHIN_S


async def test_who_was_kicked_is_no_member_a_second_later(watched: Watched) -> None:
    assert await watched.manages()

    kick(watched.world, watched.guild, watched.owner, watched.user.id)
    seconds = await watched.dropped()

    with pytest.raises(MemberNotFound):
        await watched.manages()
    assert seconds < WITHIN_S
