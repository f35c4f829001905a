"""What services do that commands do not."""

import gc

import pytest
from prometheus_client import CollectorRegistry

from app.cli.handlers.connections import connected
from app.shared.infrastructure.settings import load_settings
from tests.support.command_line import CommandLine, guildwright
from tests.support.garbage import collector_as_before

__all__ = ["collector_as_before", "guildwright"]


@pytest.mark.usefixtures("collector_as_before")
@pytest.mark.parametrize("is_service", [True, False])
async def test_only_a_service_is_spared_looks_at_what_stays(
    guildwright: CommandLine, migrated_url: str, clean_redis_url: str, is_service: bool
) -> None:
    guildwright.set(DATABASE_URL=migrated_url, REDIS_URL=clean_redis_url, DISCORD_TOKEN="a-token")
    registry = CollectorRegistry() if is_service else None

    async with connected("worker", load_settings(), registry=registry):
        spared = gc.get_freeze_count()

    assert (spared > 100_000) is is_service
