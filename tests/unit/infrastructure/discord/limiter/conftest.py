"""A limiter whose time is driven."""

import pytest

from app.shared.infrastructure.discord.limiter.limiter import Limiter
from tests.support.virtual_timer import VirtualTimer


@pytest.fixture
def timer() -> VirtualTimer:
    return VirtualTimer()


@pytest.fixture
def limiter(timer: VirtualTimer) -> Limiter:
    return Limiter(timer)
