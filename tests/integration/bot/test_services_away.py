"""The database or Redis is gone for minutes: the bot stays connected, and loses nothing."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest

from app.sandbox.gateway.options import GatewayOptions
from app.sandbox.seed.building import add_guild
from app.sandbox.world.actor import Actor
from app.sandbox.world.operations.membership import join, kick
from app.shared.application.ports.access_events import AccessChanged, AccessEvent
from app.shared.domain.structure.identifiers import GuildId
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS
from tests.support.bot import PATIENCE_S, Opened, begun, open_for
from tests.support.own_services import OwnServices, own_services
from tests.support.sandbox import SmallGuild, running_sandbox

pytestmark = THEIR_OWN_WARNINGS

MINUTES_S = 300.0
UNHURRIED = GatewayOptions(heartbeat_interval=100_000.0)
"""Heartbeats are sent by the real clock, and would be missed by the one that is driven."""


@dataclass(frozen=True, slots=True)
class Scene:
    place: SmallGuild
    opened: Opened
    task: asyncio.Task[None]

    @property
    def owner(self) -> Actor:
        return Actor(self.place.owner.id, bot=False)

    @property
    def sessions(self) -> list[str]:
        return [one.id for one in self.place.sandbox.gateway.sessions]

    async def until_noted(self, action: str, guild_id: int) -> None:
        async with asyncio.timeout(3 * PATIENCE_S):
            while action not in await self.actions(guild_id):
                self.opened.clock.advance(1)

    async def actions(self, guild_id: int) -> list[str]:
        async with self.opened.container.begin()() as uow:
            return [entry.action for entry in await uow.trail.list(GuildId(guild_id))]

    async def minutes_pass(self) -> None:
        """Whoever tries again does so many times."""
        for _ in range(30):
            self.opened.clock.advance(MINUTES_S / 30)
            for _ in range(20):
                await asyncio.sleep(0)


async def first(events: AsyncIterator[AccessEvent], wanted: AccessEvent) -> AccessEvent:
    """What was told before Redis went may come once more."""
    async for event in events:
        if event == wanted:
            return event
    raise AssertionError("the stream of events has ended")


@pytest.fixture(scope="module")
def services() -> Iterator[OwnServices]:
    with own_services() as services:
        yield services


@pytest.fixture
async def scene(services: OwnServices) -> AsyncIterator[Scene]:
    """Connected, with its guild told of; the trail is no sign of it, since the test before this one
    had a guild with the same id."""
    services.forget_redis()
    async with (
        running_sandbox(gateway_options=UNHURRIED) as place,
        open_for(place, services.redis_url, services.database_url) as opened,
        opened.container.access_events().watch() as heard,
        begun(place, opened.container) as task,
    ):
        scene = Scene(place, opened, task)
        async with asyncio.timeout(3 * PATIENCE_S):
            await first(heard, AccessChanged(guild_id=GuildId(place.guild.id)))
        await scene.until_noted("guild.joined", place.guild.id)
        yield scene


async def test_without_the_database_it_stays_connected_and_notes_later_what_it_heard(
    scene: Scene, services: OwnServices
) -> None:
    sessions = scene.sessions
    new = add_guild(scene.place.world, "New", scene.place.owner.id)

    services.postgres.stop()
    join(scene.place.world, new, scene.place.application.id)
    await scene.minutes_pass()
    kick(scene.place.world, new, scene.owner, scene.place.application.id)
    await scene.minutes_pass()
    services.postgres.start()

    await scene.until_noted("guild.left", new.id)
    assert "guild.joined" in await scene.actions(new.id)
    assert scene.sessions == sessions
    assert not scene.task.done()


async def test_without_redis_it_stays_connected_and_tells_later_what_it_heard(
    scene: Scene, services: OwnServices
) -> None:
    sessions = scene.sessions
    missed = AccessChanged(guild_id=GuildId(scene.place.guild.id))

    services.valkey.stop()
    await scene.place.bot.post(f"/guilds/{scene.place.guild.id}/roles", {"name": "Missed"})
    await scene.minutes_pass()
    services.valkey.start()
    async with scene.opened.container.access_events().watch() as heard:
        told = asyncio.ensure_future(first(heard, missed))
        async with asyncio.timeout(3 * PATIENCE_S):
            while not told.done():
                scene.opened.clock.advance(1)
                await asyncio.sleep(0)

    assert told.result() == missed
    assert scene.sessions == sessions
    assert not scene.task.done()
    async with asyncio.timeout(3 * PATIENCE_S):
        while not (await scene.opened.container.bot_presence().state()).online:
            scene.opened.clock.advance(1)
