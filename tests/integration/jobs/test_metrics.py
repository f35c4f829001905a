"""How a process that lives on databases alone tells how it is: the web app's and the worker's."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
from prometheus_client import CollectorRegistry
from sqlalchemy import text

from app.shared.domain.runs.run import RunState
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.composition import Addresses, open_container
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.discord.metrics import PrometheusMeter
from app.shared.infrastructure.embedded.ports import free_port
from app.shared.infrastructure.health.address import HealthAddress
from app.shared.infrastructure.health.run_numbers import RunNumbers
from app.shared.infrastructure.health.telling import telling_health
from app.shared.infrastructure.postgres.engine import create_engine
from tests.support.fakes.clock import FakeClock
from tests.support.sandbox import SmallGuild, running_sandbox

NOWHERE = "postgresql+asyncpg://nobody@127.0.0.1:1/nothing_test"


@asynccontextmanager
async def telling(
    place: SmallGuild, database_url: str = NOWHERE, redis_url: str = "redis://127.0.0.1:1"
) -> AsyncIterator[tuple[Container, httpx2.AsyncClient]]:
    addresses = Addresses(
        database_url=database_url,
        redis_url=redis_url,
        discord_token=place.application.token,
        discord_api_url=place.sandbox.api,
    )
    registry, address = CollectorRegistry(), HealthAddress("127.0.0.1", free_port(None))
    async with (
        open_container(addresses, name="test", meter=PrometheusMeter(registry)) as container,
        telling_health(container, registry, address),
        httpx2.AsyncClient(
            base_url=f"http://{address.host}:{address.port}", trust_env=False
        ) as client,
    ):
        yield container, client


async def test_calls_to_discord_are_counted_by_route_and_answer() -> None:
    async with running_sandbox() as place, telling(place) as (container, client):
        await container.gateway().observe(GuildId(place.guild.id))
        told = (await client.get("/metrics")).text

    counted = (
        'guildwright_discord_calls_total{route="GET /guilds/{guild_id}/channels",status="200"} 1.0'
    )
    assert counted in told
    assert place.application.token not in told


async def test_what_cannot_be_read_is_not_told() -> None:
    async with running_sandbox() as place, telling(place) as (_, client):
        told = await client.get("/metrics")
        ready = await client.get("/readyz")
        alive = await client.get("/healthz")

    assert told.status_code == 200
    assert "guildwright_runs" not in told.text
    assert alive.status_code == 200
    assert ready.status_code == 503
    lacking = {one["name"]: one["reason"] for one in ready.json()["checks"] if not one["ok"]}
    assert lacking.keys() == {"database", "schema", "redis"}
    assert all(reason.endswith(".") for reason in lacking.values())


async def test_an_old_number_is_not_told_for_a_new_one() -> None:
    engine = create_engine(NOWHERE)
    numbers = RunNumbers(engine, FakeClock())
    numbers.found({RunState.QUEUED: (3, None)})

    before = list(numbers.collect())
    await numbers.look()

    assert before
    assert not list(numbers.collect())
    await engine.dispose()


async def test_connections_and_waiting_runs_are_told(
    migrated_url: str, clean_redis_url: str
) -> None:
    async with (
        running_sandbox() as place,
        telling(place, migrated_url, clean_redis_url) as (container, client),
        container.engine().connect() as held,
    ):
        await held.execute(text("SELECT 1"))
        told = (await client.get("/metrics")).text
        ready = await client.get("/readyz")

    assert "guildwright_database_connections_in_use 1.0" in told
    assert 'guildwright_runs{state="queued"} 0.0' in told
    assert "guildwright_oldest_queued_run_seconds 0.0" in told
    assert ready.status_code == 200
    assert json.loads(ready.text)["ready"] is True


async def test_without_an_address_nothing_is_served() -> None:
    registry = CollectorRegistry()

    async with telling_health(Container(), registry, None):
        assert not list(registry.collect())
