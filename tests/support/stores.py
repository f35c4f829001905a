"""Databases that are set up, for tests of what stands on them."""

from collections.abc import AsyncIterator

import pytest

from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.migrate import migrate
from tests.support.services import CleanDatabases


@pytest.fixture
async def migrated_url(databases: CleanDatabases) -> AsyncIterator[str]:
    """A database of this test's own at the newest revision: migrated once per run, then copied."""
    url = await databases.create(await databases.template("guildwright_migrated", migrated))
    yield url
    await databases.drop(url)


async def migrated(url: str) -> None:
    """Brings an empty database to the newest revision."""
    engine = create_engine(url)
    await migrate(engine)
    await engine.dispose()
