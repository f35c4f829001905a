"""The place that these tests happen in."""

from collections.abc import AsyncIterator

import pytest

from tests.integration.web_api.place import Place, open_place


@pytest.fixture
async def place(migrated_url: str, clean_redis_url: str) -> AsyncIterator[Place]:
    async with open_place(migrated_url, clean_redis_url) as place:
        yield place
