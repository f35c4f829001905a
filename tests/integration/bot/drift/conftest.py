"""A guild with a design applied, people who change it by hand, and the whole bot."""

from collections.abc import AsyncIterator

import pytest

from tests.integration.bot.drift.by_hand import ByHand, applied
from tests.integration.bot.talking.conversation import conversation
from tests.support.services import clean_redis_url, databases, postgres_url, redis_url
from tests.support.stores import migrated_url

__all__ = ["clean_redis_url", "databases", "migrated_url", "postgres_url", "redis_url"]


@pytest.fixture
async def hand(migrated_url: str, clean_redis_url: str) -> AsyncIterator[ByHand]:
    async with conversation(migrated_url, clean_redis_url) as talk:
        yield await applied(talk)
