"""A sandbox with a small guild, and our client connected to it."""

from collections.abc import AsyncGenerator

import pytest

from tests.support.sandbox import SmallGuild, running_sandbox
from tests.support.sandbox_client import Connected, connected


@pytest.fixture
async def place() -> AsyncGenerator[SmallGuild]:
    async with running_sandbox(rate_limits=True, expect_bad_requests=True) as place:
        yield place


@pytest.fixture
async def us(place: SmallGuild) -> AsyncGenerator[Connected]:
    async with connected(place) as us:
        yield us
