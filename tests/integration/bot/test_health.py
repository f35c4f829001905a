"""The bot is ready while it has everything it needs, and says what it lacks where it has not."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pytest
from nextcord.gateway import KeepAliveHandler
from sqlalchemy import text

from app.bot.duties import Duties
from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.shared.infrastructure.embedded.ports import free_port
from app.shared.infrastructure.health.address import HealthAddress
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS
from tests.support.bot import PATIENCE_S, Opened, begun, open_for
from tests.support.own_services import OwnServices, own_services
from tests.support.sandbox import SmallGuild, running_sandbox

pytestmark = THEIR_OWN_WARNINGS


@dataclass(frozen=True, slots=True)
class Health:
    place: SmallGuild
    opened: Opened
    port: int

    async def get(self, path: str) -> tuple[int, bytes]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        try:
            answer = await reader.read()
        finally:
            writer.close()
        head, _, body = answer.partition(b"\r\n\r\n")
        return int(head.split()[1]), body

    async def until_it_listens(self) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                with suppress(ConnectionRefusedError):
                    await self.get("/healthz")
                    return

    async def lacks(self) -> dict[str, str]:
        """What is not well, with its reason."""
        status, body = await self.get("/readyz")
        document: dict[str, Any] = json.loads(body)
        lacking = {one["name"]: one["reason"] for one in document["checks"] if not one["ok"]}
        assert document["ready"] == (status == 200) == (not lacking)
        assert len(document["checks"]) == 5
        return lacking

    async def until_it_lacks(self, *names: str) -> dict[str, str]:
        async with asyncio.timeout(3 * PATIENCE_S):
            while (lacking := await self.lacks()).keys() != set(names):
                pass
        return lacking


@pytest.fixture(scope="module")
def services() -> Iterator[OwnServices]:
    with own_services() as services:
        yield services


@asynccontextmanager
async def healthy(services: OwnServices) -> AsyncIterator[Health]:
    services.forget_redis()
    async with (
        running_sandbox() as place,
        open_for(place, services.redis_url, services.database_url) as opened,
    ):
        port = free_port(None)
        duties = Duties(health=HealthAddress("127.0.0.1", port))
        async with begun(place, opened.container, duties):
            health = Health(place, opened, port)
            await health.until_it_listens()
            await health.until_it_lacks()
            yield health


async def test_without_the_database_it_is_not_ready_and_with_it_again_it_is(
    services: OwnServices,
) -> None:
    async with healthy(services) as health:
        services.postgres.stop()

        lacking = await health.until_it_lacks("database", "schema")
        assert "database" in lacking["database"]
        assert (await health.get("/healthz"))[0] == 200
        services.postgres.start()
        await health.until_it_lacks()


async def test_without_redis_it_is_not_ready_and_with_it_again_it_is(
    services: OwnServices,
) -> None:
    async with healthy(services) as health:
        services.valkey.stop()

        lacking = await health.until_it_lacks("redis")
        assert lacking["redis"] == "Redis does not answer."
        services.valkey.start()
        await health.until_it_lacks()


async def test_a_schema_that_is_older_is_told_with_what_to_do(services: OwnServices) -> None:
    async with healthy(services) as health:
        newest = await schema(health, "0001")

        lacking = await health.until_it_lacks("schema")

        assert "guildwright migrate" in lacking["schema"]
        await schema(health, newest)
        await health.until_it_lacks()


async def test_while_discord_is_away_it_is_not_ready(services: OwnServices) -> None:
    async with healthy(services) as health:
        health.place.sandbox.faults.add(Fault(FaultKind.DROP, Moment.BEFORE, times=None))
        health.place.sandbox.faults.gateway.invalid_session(resumable=False)

        lacking = await health.until_it_lacks("gateway", "heartbeat")
        assert lacking["gateway"] == "Not connected: shard 0 of 1."
        health.place.sandbox.faults.clear()
        # The hook's turn, or the wait before a new client: whichever it is, it ends.
        while await health.lacks():
            health.opened.clock.advance(6)


async def test_a_heartbeat_that_is_not_acknowledged_is_told(services: OwnServices) -> None:
    async with healthy(services) as health:
        (client,) = connected_clients()
        client._last_ack -= 600

        assert (await health.lacks()).keys() == {"heartbeat"}


async def test_numbers_are_told_by_shard(services: OwnServices) -> None:
    async with healthy(services) as health:
        _status, body = await health.get("/metrics")

        told = body.decode()
        assert 'guildwright_shard_online{shard="0"} 1.0' in told
        assert 'guildwright_shard_guilds{shard="0"} 1.0' in told
        assert "guildwright_access_events_waiting 0.0" in told


async def schema(health: Health, revision: str) -> str:
    """Writes another revision into the database, and gives the one that stood there."""
    async with health.opened.container.engine().begin() as connection:
        before = await connection.scalar(text("SELECT version_num FROM alembic_version"))
        await connection.execute(
            text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision}
        )
    return str(before)


def connected_clients() -> list[Any]:
    """The threads that send heartbeats, which hold when the last one was acknowledged."""
    return [one for one in threading.enumerate() if isinstance(one, KeepAliveHandler)]
