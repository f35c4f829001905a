"""Databases, one sandbox over sockets, and as many worker processes as are asked for."""

import asyncio
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.sandbox.clock import SystemClock
from app.sandbox.server import Sandbox
from app.sandbox.world.world import World
from app.shared.domain.structure.limits import CALLS_PER_SECOND
from app.shared.infrastructure.composition import Addresses, open_container
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.embedded.services import EmbeddedServices
from app.shared.infrastructure.postgres.migrate import migrate
from benchmarks.applying.place import WentWrong, worker_process
from benchmarks.applying.seeding import Town

_STARTS_WITHIN_S = 60.0
_GOES_WITHIN_S = 20.0
_LOOK_EVERY_S = 0.1
_UNLIMITED = 1000
"""More calls in a second than there is processor for. Plans are made so in any case."""
_KIB = 1024


@dataclass(slots=True)
class Works:
    town: Town
    sandbox: Sandbox
    container: Container
    addresses: Addresses
    folder: Path
    workers: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    @asynccontextmanager
    async def working(self, count: int, *, unlimited: bool = False) -> AsyncIterator[None]:
        """With so many workers, all of which wait for runs when this begins. `unlimited` ones do
        not keep to fifty calls a second."""
        addresses = replace(
            self.addresses,
            discord_requests_per_second=_UNLIMITED if unlimited else CALLS_PER_SECOND,
        )
        with ExitStack() as stack:
            for number in range(count):
                process = worker_process(self.folder, addresses, f"worker-{number}")
                self.workers.append(stack.enter_context(process))
            await self._all_are_up(count)
            try:
                yield
            finally:
                for worker in self.workers:
                    worker.terminate()
                with suppress(subprocess.TimeoutExpired):
                    for worker in self.workers:
                        await asyncio.to_thread(worker.wait, _GOES_WITHIN_S)
                self.workers.clear()

    def require_all(self) -> None:
        """Raises WentWrong where a worker has ended."""
        if any(worker.poll() is not None for worker in self.workers):
            raise WentWrong("a worker ended")

    async def _all_are_up(self, count: int) -> None:
        logs = [self.folder / f"worker-{number}.log" for number in range(count)]
        async with asyncio.timeout(_STARTS_WITHIN_S):
            while not all("waits for approved plans" in log.read_text() for log in logs):
                self.require_all()
                await asyncio.sleep(_LOOK_EVERY_S)


@asynccontextmanager
async def works() -> AsyncIterator[Works]:
    town = Town(World(SystemClock()))
    with tempfile.TemporaryDirectory(prefix="guildwright-benchmark-") as name:
        folder = Path(name)
        with EmbeddedServices(folder / "services", durable=False) as services:
            async with Sandbox(town.world) as sandbox:
                addresses = Addresses(
                    database_url=services.database_url,
                    redis_url=services.redis_url,
                    discord_token=town.application.token,
                    discord_api_url=sandbox.api,
                    discord_requests_per_second=_UNLIMITED,
                )
                async with open_container(addresses, name="guildwright benchmark") as container:
                    await migrate(container.engine())
                    yield Works(town, sandbox, container, addresses, folder)


def memory_mb(process: "subprocess.Popen[bytes]") -> float:
    """Resident, as the kernel counts it now."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / _KIB
