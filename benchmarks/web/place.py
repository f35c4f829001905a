"""The process that serves, and what is done to it from beside."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from app.shared.application.blueprints.save_version import SaveVersionCommand
from app.shared.application.ports.progress import Progress
from app.shared.application.runs.show_run import ShownRun, ShowRunCommand
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.runs.run import RunId, StepState
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.composition import Addresses, open_container
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from benchmarks.guilds import sized, structure_of

_OVERWRITES = 100
_EVERY = 10
_LISTENS_WITHIN_S = 10.0
_LOOK_EVERY_S = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    url: str
    bare: str
    sandbox: str
    cookie: str
    guild: str
    routes: dict[str, str]
    waiting_run: str
    database_url: str
    redis_url: str
    token: str
    api: str

    @property
    def headers(self) -> dict[str, str]:
        return {"cookie": self.cookie}


@asynccontextmanager
async def served() -> AsyncIterator[Place]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.web.served"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 20,
    )
    if process.stdout is None or process.stdin is None:
        raise RuntimeError("the process that serves has no pipes")
    try:
        said = await process.stdout.readline()
        if not said:
            raise RuntimeError("the process that serves ended")
        yield Place(**json.loads(said))
    finally:
        process.stdin.close()
        await process.wait()


@asynccontextmanager
async def _beside(place: Place) -> AsyncIterator[Container]:
    addresses = Addresses(
        database_url=place.database_url,
        redis_url=place.redis_url,
        discord_token=place.token,
        discord_api_url=place.api,
    )
    async with open_container(addresses, name="guildwright benchmark") as container:
        yield container


class Telling:
    """Tells that the first step of the waiting run is at its n-th attempt."""

    def __init__(self, container: Container, shown: ShownRun) -> None:
        self._container = container
        self._run = shown.run
        self._record = shown.steps[0][1]

    async def until_heard(self) -> None:
        """What is told before the web app listens reaches nobody: a look at the journal finds it
        later, and in the journal there is nothing of this here."""
        channel = f"run:{self._run.id}"
        async with asyncio.timeout(_LISTENS_WITHIN_S):
            while True:
                listening = await self._container.redis().pubsub_numsub(channel)
                if any(count for _, count in listening):
                    return
                await asyncio.sleep(_LOOK_EVERY_S)

    def mark_of(self, number: int) -> bytes:
        """What tells this event from all others."""
        return b'"attempt":%d,' % number

    async def happen(self, number: int) -> None:
        step = replace(self._record, state=StepState.STARTED, attempt=number)
        await self._container.progress().publish(Progress(run=self._run, step=step))


@asynccontextmanager
async def telling(place: Place) -> AsyncIterator[Telling]:
    async with _beside(place) as container:
        run_id = RunId(place.waiting_run)
        yield Telling(container, await container.show_run()(ShowRunCommand(run_id=run_id)))


async def save_full_design(place: Place) -> None:
    """250 roles, 500 channels; every tenth channel has 100 overwrites, the others 10."""
    structure = structure_of(sized(1.0))
    channels = tuple(
        replace(channel, access=dict(list(channel.access.items())[: _kept(n)]))
        for n, channel in enumerate(structure.channels)
    )
    blueprint = Blueprint(structure=replace(structure, channels=channels))
    async with _beside(place) as container:
        await container.save_version()(
            SaveVersionCommand(
                guild_id=GuildId(int(place.guild)),
                blueprint=blueprint,
                text=write_blueprint(blueprint),
            )
        )


def _kept(number: int) -> int:
    return _OVERWRITES if number % _EVERY == 0 else _EVERY
