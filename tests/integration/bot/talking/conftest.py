"""The services that these tests may ask for, and a bot to talk to."""

from collections.abc import AsyncIterator

import pytest

from tests.integration.bot.talking.conversation import Conversation, conversation
from tests.support.services import clean_redis_url, databases, postgres_url, redis_url
from tests.support.stores import migrated_url

__all__ = ["clean_redis_url", "databases", "migrated_url", "postgres_url", "redis_url"]


@pytest.fixture
async def talk(migrated_url: str, clean_redis_url: str) -> AsyncIterator[Conversation]:
    async with conversation(migrated_url, clean_redis_url) as begun:
        yield begun
