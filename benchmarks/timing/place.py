"""What a run is timed with: real databases, whose time does not count, and all else in one process
by driven time."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dependency_injector import providers

from app.sandbox.world.world import World
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_lock import GuildLock
from app.shared.application.ports.progress import Progress, ProgressChannel
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.application.runs.execute_run import ExecuteRunCommand, Execution
from app.shared.domain.runs.run import RunId
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.discord.client import ClientSettings, DiscordClient
from app.shared.infrastructure.discord.token import Token
from app.shared.infrastructure.embedded.services import EmbeddedServices
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.migrate import migrate
from app.shared.infrastructure.redis.connections import for_commands, for_listening
from benchmarks.applying.place import WentWrong
from benchmarks.applying.seeding import Town
from benchmarks.timing.at_hand import API, LoopClock, SandboxAtHand
from benchmarks.timing.driven_loop import DrivenLoop

BETWEEN_S = 5.0
"""From approving to taking up: what planning read is then no longer within the same second."""


@dataclass(slots=True)
class DrivenPlace:
    loop: DrivenLoop
    sandbox: SandboxAtHand
    town: Town
    container: Container
    begun: float = 0.0
    """When the latest run was taken up."""
    took: float = 0.0
    """Seconds from then to its report."""

    async def carry_out(self, run_id: RunId) -> None:
        await asyncio.sleep(BETWEEN_S)
        self.begun = self.loop.time()
        execute = self.container.execute_run()
        ended = await execute(ExecuteRunCommand(run_id=run_id), asyncio.Event())
        if ended is not Execution.ENDED:
            raise WentWrong(f"the run was {ended}")
        self.took = self.loop.time() - self.begun


@asynccontextmanager
async def timing(loop: DrivenLoop, latency: float) -> AsyncIterator[DrivenPlace]:
    """`latency` is the way to the sandbox and back, in seconds."""
    start = time.time()
    town = Town(World(LoopClock(loop, start)))
    sandbox = SandboxAtHand(town.world, loop, latency)
    with (
        tempfile.TemporaryDirectory(prefix="guildwright-benchmark-") as name,
        EmbeddedServices(Path(name), durable=False) as services,
    ):
        async with AsyncExitStack() as opened:
            with loop.held():
                container = await _container(loop, start, services, opened)
            opened.push_async_callback(_without_time, loop, container)
            container.discord.override(providers.Object(_client(loop, start, sandbox, town)))
            yield DrivenPlace(loop, sandbox, town, container)


async def _container(
    loop: DrivenLoop,
    start: float,
    services: EmbeddedServices,
    opened: AsyncExitStack,
) -> Container:
    engine = create_engine(services.database_url)
    redis = for_commands(services.redis_url)
    opened.push_async_callback(redis.aclose)
    listening = for_listening(services.redis_url)
    opened.push_async_callback(listening.aclose)
    container = Container(
        database_url=services.database_url, engine=engine, redis=redis, listening=listening
    )
    container.clock.override(providers.Object(_DrivenClock(loop, start)))
    container.begin.override(providers.Object(_HeldBegin(loop, container.begin())))
    container.lock.override(providers.Object(_HeldLock(loop, container.lock())))
    container.progress.override(providers.Object(_HeldProgress(loop, container.progress())))
    await migrate(engine)
    return container


async def _without_time(loop: DrivenLoop, container: Container) -> None:
    with loop.held():
        await container.engine().dispose()


def _client(loop: DrivenLoop, start: float, sandbox: SandboxAtHand, town: Town) -> DiscordClient:
    return DiscordClient(
        Token(town.application.token),
        ClientSettings(base_url=API),
        clock=_DrivenClock(loop, start),
        transport=sandbox.transport(),
    )


class _DrivenClock(Clock):
    def __init__(self, loop: DrivenLoop, start: float) -> None:
        self._loop = loop
        self._start = start

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._start + self._loop.time(), UTC)

    def elapsed(self) -> float:
        return self._loop.time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))


class _HeldBegin(BeginUnitOfWork):
    def __init__(self, loop: DrivenLoop, begin: BeginUnitOfWork) -> None:
        self._loop = loop
        self._begin = begin

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[UnitOfWork]:
        with self._loop.held():
            async with self._begin() as uow:
                yield uow


class _HeldLock(GuildLock):
    def __init__(self, loop: DrivenLoop, lock: GuildLock) -> None:
        self._loop = loop
        self._lock = lock

    @asynccontextmanager
    async def hold(self, guild_id: GuildId) -> AsyncIterator[bool]:
        with self._loop.held():
            async with self._lock.hold(guild_id) as mine:
                with self._loop.let_go():
                    yield mine


class _HeldProgress(ProgressChannel):
    def __init__(self, loop: DrivenLoop, progress: ProgressChannel) -> None:
        self._loop = loop
        self._progress = progress

    async def publish(self, progress: Progress) -> None:
        with self._loop.held():
            await self._progress.publish(progress)

    @asynccontextmanager
    async def watch(self, run_id: RunId) -> AsyncIterator[AsyncIterator[Progress]]:
        async with self._progress.watch(run_id) as told:
            yield told
