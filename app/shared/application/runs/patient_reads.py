"""Reading Discord again after a while, where it did not answer or asked us to wait."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import DiscordUnavailable, LimitReached

PATIENCE = timedelta(minutes=5)
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0


async def patiently[T](clock: Clock, read: Callable[[], Awaitable[T]]) -> T:
    """Read until Discord answers. Raises DiscordUnavailable or LimitReached after `PATIENCE`."""
    deadline = clock.now() + PATIENCE
    wait = _FIRST_WAIT
    while True:
        try:
            return await read()
        except LimitReached as limit:
            if clock.now() + timedelta(seconds=limit.retry_after) > deadline:
                raise
            await clock.sleep(limit.retry_after)
        except DiscordUnavailable:
            if clock.now() >= deadline:
                raise
            await clock.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)
