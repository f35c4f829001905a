"""A bot in several shards, of one process or of several."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from app.bot.gateway.shard_choice import ShardChoice
from app.bot.gateway.shard_leases import ShardTaken
from app.sandbox.gateway.options import GatewayOptions
from app.sandbox.seed.building import add_bot, add_guild
from app.sandbox.world.guild import Guild
from app.shared.application.ports.bot_presence import BotState
from app.shared.application.ports.identify_turns import ASK_AGAIN_S, IDENTIFY_EVERY_S
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS
from tests.support.bot import PATIENCE_S, Opened, begun, open_for
from tests.support.sandbox import SmallGuild, running_sandbox

pytestmark = THEIR_OWN_WARNINGS

_TURNS_OF_THE_LOOP = 200
"""In which Redis answers whoever asks it."""


class Starts:
    """When each shard was let in, in seconds since the first, and how often one came too early."""

    def __init__(self, place: SmallGuild) -> None:
        self.let_in: dict[int, float] = {}
        self.too_early = 0
        self._began = place.clock.now()
        self._place = place
        starts = place.sandbox.gateway._starts
        take = starts.take_turn

        def counted(application_id: int, shard_id: int, now: float) -> bool:
            free = take(application_id, shard_id, now)
            if free:
                self.let_in[shard_id] = round(now - self._began, 3)
            else:
                self.too_early += 1
            return free

        starts.take_turn = counted  # type: ignore[method-assign]

    async def until(self, number: int, *processes: Opened, at_once: int = 1) -> None:
        """So many shards are let in. Once those have been that had their turn, time passes until
        the next turn and a little more, in which processes ask whether another has connected."""
        async with asyncio.timeout(3 * PATIENCE_S):
            while len(self.let_in) < number:
                passed = (
                    self._place.clock.now() - self._began - max(self.let_in.values(), default=0)
                )
                complete = bool(self.let_in) and len(self.let_in) % at_once == 0
                if complete and passed < IDENTIFY_EVERY_S + 4 * ASK_AGAIN_S:
                    pass_time(ASK_AGAIN_S, processes)
                    for _ in range(_TURNS_OF_THE_LOOP):
                        await asyncio.sleep(0)
                await asyncio.sleep(0)


def pass_time(seconds: float, processes: Iterable[Opened]) -> None:
    for number, one in enumerate(processes):
        one.clock.advance(0 if number else seconds)


@asynccontextmanager
async def placed(max_concurrency: int = 1) -> AsyncIterator[SmallGuild]:
    options = GatewayOptions(max_concurrency=max_concurrency)
    async with running_sandbox(gateway_options=options) as place:
        yield place


def guilds_on_every_shard(place: SmallGuild, count: int) -> list[Guild]:
    """Guilds until each shard has one."""
    found: dict[int, Guild] = {(place.guild.id >> 22) % count: place.guild}
    while len(found) < count:
        place.clock.advance(0.001)
        guild = add_guild(place.world, "Another", place.owner.id)
        add_bot(place.world, guild, place.application)
        found[(guild.id >> 22) % count] = guild
    return [*found.values()]


async def online(opened: Opened) -> BotState:
    presence = opened.container.bot_presence()
    async with asyncio.timeout(3 * PATIENCE_S):
        while not (state := await presence.state()).online:
            pass
    return state


async def test_shards_of_one_process_identify_one_after_the_other(clean_redis_url: str) -> None:
    async with placed() as place, open_for(place, clean_redis_url) as opened:
        guilds_on_every_shard(place, 3)
        guilds = len(place.world.guilds)
        starts = Starts(place)
        async with begun(place, opened.container, shards=ShardChoice(count=3)):
            await starts.until(3, opened)
            state = await online(opened)

    assert starts.too_early == 0
    let_in = sorted(starts.let_in.values())
    assert let_in == pytest.approx([0, IDENTIFY_EVERY_S, 2 * IDENTIFY_EVERY_S], abs=2.5)
    assert (state.shards, state.shard_count, state.guilds) == ((0, 1, 2), 3, guilds)


async def test_as_many_identify_at_once_as_discord_allows(clean_redis_url: str) -> None:
    async with placed(max_concurrency=4) as place, open_for(place, clean_redis_url) as opened:
        starts = Starts(place)
        async with begun(place, opened.container, shards=ShardChoice(count=8)):
            await starts.until(8, opened, at_once=4)

    assert starts.too_early == 0
    least = [0] * 4 + [IDENTIFY_EVERY_S] * 4
    assert sorted(starts.let_in.values()) == pytest.approx(least, abs=1.5)


async def test_processes_take_turns_with_each_other_and_are_one_bot(clean_redis_url: str) -> None:
    async with placed() as place, AsyncExitStack() as stack:
        first = await stack.enter_async_context(open_for(place, clean_redis_url))
        second = await stack.enter_async_context(open_for(place, clean_redis_url))
        guilds_on_every_shard(place, 4)
        guilds = len(place.world.guilds)
        starts = Starts(place)
        for opened, ids in ((first, (0, 1)), (second, (2, 3))):
            choice = ShardChoice(ids=ids, count=4)
            _ = await stack.enter_async_context(begun(place, opened.container, shards=choice))
        await starts.until(4, first, second)
        state = await online(first)

    assert starts.too_early == 0
    assert max(starts.let_in.values()) >= 3 * IDENTIFY_EVERY_S
    assert (state.shards, state.guilds) == ((0, 1, 2, 3), guilds)


async def test_a_shard_that_another_process_holds_is_refused_with_what_to_do(
    clean_redis_url: str,
) -> None:
    async with placed() as place, AsyncExitStack() as stack:
        first = await stack.enter_async_context(open_for(place, clean_redis_url))
        second = await stack.enter_async_context(open_for(place, clean_redis_url))
        _ = await stack.enter_async_context(begun(place, first.container))
        await online(first)
        task = await stack.enter_async_context(begun(place, second.container))

        async with asyncio.timeout(3 * PATIENCE_S):
            while not task.done():
                second.clock.advance(4)
                await asyncio.sleep(0)
        with pytest.raises(ShardTaken) as caught:
            task.result()
        sessions = len(list(place.sandbox.gateway.sessions))

    assert sessions == 1
    assert "SHARD_IDS" in caught.value.remedy


async def test_who_goes_leaves_its_shards_to_the_next_at_once(clean_redis_url: str) -> None:
    async with placed() as place, open_for(place, clean_redis_url) as opened:
        async with begun(place, opened.container):
            await online(opened)
        place.clock.advance(60)

        async with begun(place, opened.container):
            assert (await online(opened)).online


async def test_without_a_count_there_are_as_many_as_discord_recommends(
    clean_redis_url: str,
) -> None:
    async with placed() as place, open_for(place, clean_redis_url) as opened:
        for _ in range(1000):
            guild = add_guild(place.world, "One of many", place.owner.id)
            add_bot(place.world, guild, place.application)
        starts = Starts(place)
        async with begun(place, opened.container):
            await starts.until(2, opened)

    assert sorted(starts.let_in) == [0, 1]
