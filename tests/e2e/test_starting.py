"""Programs that begin before the database is there: in what order things start is no matter."""

import asyncio
import time
from collections.abc import Iterator

import httpx2
import pytest

from app.shared.infrastructure.embedded.ports import free_port
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.migrate import downgrade, revisions
from tests.support.command_line import CommandLine
from tests.support.own_services import OwnServices, own_services
from tests.support.sandbox_beside import SandboxBeside

_WITHIN_S = 60.0


@pytest.fixture
def own() -> Iterator[OwnServices]:
    with own_services() as own:
        yield own


@pytest.fixture
def ports(guildwright: CommandLine, copper: SandboxBeside, own: OwnServices) -> dict[str, int]:
    ports = {name: free_port(None) for name in ("web", "bot", "worker")}
    guildwright.set(
        DATABASE_URL=own.database_url,
        REDIS_URL=own.redis_url,
        **copper.settings,
        WEB_PORT=str(free_port(None)),
        WEB_METRICS_PORT=str(ports["web"]),
        BOT_PORT=str(ports["bot"]),
        BOT_RUNS_WORKER="false",
        WORKER_METRICS_PORT=str(ports["worker"]),
    )
    return ports


def answer_of(port: int, status: int) -> httpx2.Response:
    """Of `/readyz`, once it has this status."""
    until = time.monotonic() + _WITHIN_S
    while True:
        try:
            answer = httpx2.get(f"http://127.0.0.1:{port}/readyz", trust_env=False)
            if answer.status_code == status:
                return answer
            last = answer.text
        except httpx2.TransportError as error:
            last = str(error)
        assert time.monotonic() < until, last
        time.sleep(0.05)


async def go_back_one_revision(url: str) -> None:
    engine = create_engine(url)
    await downgrade(engine, revisions()[-2])
    await engine.dispose()


def test_each_begins_without_the_database_and_is_ready_once_it_comes(
    guildwright: CommandLine, ports: dict[str, int], own: OwnServices
) -> None:
    own.postgres.stop()
    with (
        guildwright.beside("web"),
        guildwright.beside("bot"),
        guildwright.beside("worker"),
    ):
        waiting = {who: answer_of(port, 503).text for who, port in ports.items()}
        own.postgres.start()
        ready = {who: answer_of(port, 200) for who, port in ports.items()}

    assert all("database" in text for text in waiting.values()), waiting
    assert ready.keys() == ports.keys()


def test_a_database_that_comes_with_an_older_schema_is_told_of(
    guildwright: CommandLine, ports: dict[str, int], own: OwnServices
) -> None:
    asyncio.run(go_back_one_revision(own.database_url))
    own.postgres.stop()
    with guildwright.beside("worker") as worker:
        answer_of(ports["worker"], 503)
        own.postgres.start()
        told = worker.line_with("older than this program")

    assert "guildwright migrate" in told


@pytest.mark.usefixtures("ports")
def test_a_wrong_password_is_told_at_the_start(guildwright: CommandLine, own: OwnServices) -> None:
    head, _, tail = own.database_url.partition("@")
    guildwright.set(DATABASE_URL=f"{head}x@{tail}")

    ended = guildwright("worker")

    assert ended.code == 1
    assert "does not let us in" in ended.both
