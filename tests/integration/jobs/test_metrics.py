"""What a worker counts of its calls to Discord, as Prometheus reads it."""

import socket

import httpx2

from app.cli.handlers.worker import served_metrics
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.composition import Addresses, open_container
from tests.support.sandbox import running_sandbox


async def test_calls_to_discord_are_counted_by_route_and_answer() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with running_sandbox() as place:
        addresses = Addresses(
            database_url="postgresql+asyncpg://nobody@127.0.0.1:1/nothing_test",
            redis_url="redis://127.0.0.1:1",
            discord_token=place.application.token,
            discord_api_url=place.sandbox.api,
        )
        with served_metrics(port) as meter:
            async with open_container(addresses, name="test", meter=meter) as container:
                await container.gateway().observe(GuildId(place.guild.id))
            async with httpx2.AsyncClient(trust_env=False) as client:
                text = (await client.get(f"http://127.0.0.1:{port}/metrics")).text

    counted = (
        'guildwright_discord_calls_total{route="GET /guilds/{guild_id}/roles",status="200"} 1.0'
    )
    assert counted in text
    assert place.application.token not in text


def test_without_a_port_nothing_is_served() -> None:
    with served_metrics(None) as meter:
        assert meter is None
