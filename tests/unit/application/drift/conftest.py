"""What these tests may ask for."""

import pytest

from tests.support.watched_guild import WatchedGuild


@pytest.fixture
async def watched() -> WatchedGuild:
    watched = WatchedGuild()
    await watched.begin()
    return watched
