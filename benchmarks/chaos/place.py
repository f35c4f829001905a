"""Everything real that a campaign needs: databases, sandbox, container, and a crew of workers."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from app.shared.infrastructure.composition import Addresses, open_container
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.postgres.migrate import migrate
from benchmarks.applying.seeding import Town
from benchmarks.chaos.crew import Crew
from benchmarks.chaos.services import Services
from benchmarks.chaos.watched import WatchedSandbox


@dataclass(frozen=True, slots=True)
class Place:
    folder: Path
    sandbox: WatchedSandbox
    town: Town
    container: Container
    services: Services
    crew: Crew


@asynccontextmanager
async def battlefield(town: Town, workers: int) -> AsyncIterator[Place]:
    with tempfile.TemporaryDirectory(prefix="guildwright-chaos-") as name:
        folder = Path(name)
        with Services(folder) as services:
            async with WatchedSandbox(town.world) as sandbox:
                addresses = Addresses(
                    database_url=services.database_url,
                    redis_url=services.redis_url,
                    discord_token=town.application.token,
                    discord_api_url=sandbox.api,
                )
                async with open_container(addresses, name="guildwright benchmark") as container:
                    await migrate(container.engine())
                    with Crew(folder, addresses, workers) as crew:
                        yield Place(folder, sandbox, town, container, services, crew)
