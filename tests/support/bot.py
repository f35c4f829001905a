"""The bot, run in the test's own loop against a sandbox and Valkey."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from dependency_injector import providers

from app.bot.bot import BotConnection, run_bot
from app.bot.duties import NO_DUTIES, Duties
from app.bot.gateway.shard_choice import ALL_SHARDS, ShardChoice
from app.shared.application.ports.access_events import AccessChanged, AccessEvent
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.composition import Addresses, open_container
from app.shared.infrastructure.container import Container
from tests.support.held_clock import HeldClock
from tests.support.sandbox import SmallGuild

NO_DATABASE = "postgresql+asyncpg://nobody@127.0.0.1:1/none_test"
PATIENCE_S = 10.0


@dataclass(slots=True)
class RunningBot:
    """`heard` is the stream of access events, as any other process hears it."""

    place: SmallGuild
    container: Container
    clock: HeldClock
    heard: AsyncIterator[AccessEvent]
    stopping: asyncio.Event
    task: asyncio.Task[None]
    so_far: list[AccessEvent] = field(default_factory=list)

    @property
    def guild_id(self) -> GuildId:
        return GuildId(self.place.guild.id)

    async def next(self) -> AccessEvent:
        async with asyncio.timeout(PATIENCE_S):
            event = await anext(self.heard)
        self.so_far.append(event)
        return event

    async def until(self, wanted: AccessEvent) -> list[AccessEvent]:
        """What is heard up to that event and with it."""
        heard = [await self.next()]
        while heard[-1] != wanted:
            heard.append(await self.next())
        return heard

    async def stop(self) -> None:
        self.stopping.set()
        await self.task


@dataclass(frozen=True, slots=True)
class Opened:
    """A container on a clock that stands still."""

    container: Container
    clock: HeldClock


@asynccontextmanager
async def open_for(
    place: SmallGuild, redis_url: str, database_url: str = NO_DATABASE
) -> AsyncIterator[Opened]:
    addresses = Addresses(
        database_url=database_url,
        redis_url=redis_url,
        discord_token=place.application.token,
        discord_api_url=place.sandbox.api,
    )
    clock = HeldClock(place.clock)
    async with open_container(addresses, name="test") as container:
        container.clock.override(providers.Object(clock))
        yield Opened(container, clock)


def connection_to(place: SmallGuild) -> BotConnection:
    return BotConnection(token=place.application.token, api_url=place.sandbox.api)


@asynccontextmanager
async def begun(
    place: SmallGuild,
    container: Container,
    duties: Duties = NO_DUTIES,
    shards: ShardChoice = ALL_SHARDS,
) -> AsyncIterator[asyncio.Task[None]]:
    """The bot, stopped at the end if it has not ended by then."""
    stopping = asyncio.Event()
    connection = replace(connection_to(place), shards=shards)
    task = asyncio.create_task(run_bot(container, connection, stopping, duties))
    try:
        yield task
    finally:
        stopping.set()
        await asyncio.wait([task])


@asynccontextmanager
async def running_bot(place: SmallGuild, redis_url: str) -> AsyncIterator[RunningBot]:
    """Ready, with its guild known."""
    stopping = asyncio.Event()
    async with (
        open_for(place, redis_url) as opened,
        opened.container.access_events().watch() as heard,
    ):
        task = asyncio.create_task(run_bot(opened.container, connection_to(place), stopping))
        bot = RunningBot(place, opened.container, opened.clock, heard, stopping, task)
        try:
            await bot.until(AccessChanged(guild_id=bot.guild_id))
            yield bot
        finally:
            await bot.stop()
