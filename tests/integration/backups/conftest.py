"""The services that these tests may ask for, and a database in which there is something to lose."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.backups.kept_database import KeptDatabase, Rows
from tests.support.command_line import CommandLine, guildwright
from tests.support.services import CleanDatabases, database_url, databases, postgres_url
from tests.support.stores import migrated_url

__all__ = ["database_url", "databases", "guildwright", "migrated_url", "postgres_url"]


@pytest.fixture
async def kept(migrated_url: str) -> KeptDatabase:
    database = KeptDatabase(migrated_url)
    await database.fill()
    return database


@pytest.fixture
async def before(kept: KeptDatabase) -> Rows:
    """Everything that is in it."""
    return await kept.everything()


@pytest.fixture
async def elsewhere(databases: CleanDatabases) -> AsyncIterator[KeptDatabase]:
    """An empty database of the same server."""
    url = await databases.create()
    yield KeptDatabase(url)
    await databases.drop(url)


@pytest.fixture
def command(guildwright: CommandLine, kept: KeptDatabase) -> CommandLine:
    """The command, pointed at the database with something in it. To be run in a thread."""
    guildwright.set(DATABASE_URL=kept.url)
    return guildwright


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "backups"
    place.mkdir()
    return place
