"""Redis being away, as the application is told of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis.exceptions import RedisError

from app.shared.domain.errors import Unavailable
from app.shared.domain.language.saying import say


@asynccontextmanager
async def answered(what: str) -> AsyncIterator[None]:
    """Raises Unavailable, which begins with `what`, to be said, where Redis refuses or keeps
    silent. How long silence may last, the connections know."""
    try:
        yield
    except (OSError, RedisError) as error:
        raise unavailable(what) from error


def unavailable(what: str) -> Unavailable:
    return Unavailable(
        say("{what}: Redis does not answer.", what=say(what)),
        remedy=say("Check that Redis runs and that REDIS_URL is right."),
    )
