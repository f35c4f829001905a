"""Everything real that a plan is applied with: databases, sandbox, container, and a worker."""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.shared.domain.runs.run import RunId, RunState
from app.shared.infrastructure.composition import Addresses, open_container
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.embedded.services import EmbeddedServices
from app.shared.infrastructure.postgres.migrate import migrate
from benchmarks.applying.counting import CountingSandbox
from benchmarks.applying.seeding import Town

_PROJECT = Path(__file__).parents[2]
_GOES_WITHIN_S = 20.0
_LOOK_EVERY_S = 0.05
_ENDS_WITHIN_S = 300.0


class WentWrong(Exception):
    """What was to be measured did not come about. The message is for people."""


@dataclass(frozen=True, slots=True)
class Place:
    sandbox: CountingSandbox
    town: Town
    container: Container
    worker: "subprocess.Popen[bytes]"

    async def carry_out(self, run_id: RunId) -> None:
        """The worker does, as soon as it hears of it. Raises WentWrong, TimeoutError."""
        async with asyncio.timeout(_ENDS_WITHIN_S):
            while not (await self._state(run_id)).is_final:
                if self.worker.poll() is not None:
                    raise WentWrong("the worker ended")
                await asyncio.sleep(_LOOK_EVERY_S)

    async def _state(self, run_id: RunId) -> RunState:
        """Of the run alone: its plan may be large."""
        async with self.container.begin()() as uow:
            return (await uow.runs.get(run_id)).state


@asynccontextmanager
async def applying(town: Town) -> AsyncIterator[Place]:
    """With a sandbox over this world, and a worker in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="guildwright-benchmark-") as name:
        folder = Path(name)
        with EmbeddedServices(folder / "services", durable=False) as services:
            async with CountingSandbox(town.world) as sandbox:
                addresses = Addresses(
                    database_url=services.database_url,
                    redis_url=services.redis_url,
                    discord_token=town.application.token,
                    discord_api_url=sandbox.api,
                )
                async with open_container(addresses, name="guildwright benchmark") as container:
                    await migrate(container.engine())
                    with worker_process(folder, addresses) as worker:
                        yield Place(sandbox, town, container, worker)
                        worker.terminate()
                        await asyncio.to_thread(worker.wait, _GOES_WITHIN_S)


@contextmanager
def worker_process(
    folder: Path, addresses: Addresses, name: str = "worker"
) -> "Iterator[subprocess.Popen[bytes]]":
    """`guildwright worker`, as an operator starts it; `name` is that of its log."""
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", "from app.cli.main import main; main()", "worker"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            env=_environment(addresses),
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


def _environment(addresses: Addresses) -> Mapping[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(_PROJECT),
        "DATABASE_URL": addresses.database_url,
        "REDIS_URL": addresses.redis_url,
        "DISCORD_TOKEN": addresses.discord_token,
        "DISCORD_API_URL": addresses.discord_api_url,
        "DISCORD_REQUESTS_PER_SECOND": str(addresses.discord_requests_per_second),
    }
