"""The services that these tests may ask for, and the command over them."""

from collections.abc import Iterator

import pytest

from tests.support.command_line import CommandLine, guildwright
from tests.support.sandbox_beside import SandboxBeside, sandbox_beside
from tests.support.services import (
    clean_redis_url,
    database_url,
    databases,
    postgres_url,
    redis_url,
)
from tests.support.stores import migrated_url

__all__ = [
    "clean_redis_url",
    "database_url",
    "databases",
    "guildwright",
    "migrated_url",
    "postgres_url",
    "redis_url",
]


@pytest.fixture
def copper() -> Iterator[SandboxBeside]:
    """The lived-in guild, without rate limits."""
    with sandbox_beside() as beside:
        yield beside


@pytest.fixture
def at_copper(
    guildwright: CommandLine, copper: SandboxBeside, migrated_url: str, clean_redis_url: str
) -> CommandLine:
    """The command, told of the lived-in guild and of empty databases."""
    guildwright.set(DATABASE_URL=migrated_url, REDIS_URL=clean_redis_url, **copper.settings)
    return guildwright
