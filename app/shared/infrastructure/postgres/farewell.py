"""Closes the connections of a pool, also those to a server that says nothing any more.

asyncpg takes leave of the server and waits until it has hung up, which a frozen one never does:
a process could not end. What does not hang up soon is cut off.
"""

import asyncio
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

_WITHIN_S = 0.5
"""Those of a pool are closed one after another."""


def close_in_time(engine: AsyncEngine, within_s: float = _WITHIN_S) -> None:
    """From now on no close of a connection takes longer than half a second, or than `within_s`."""

    def closing(connection: Any, _record: Any) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return  # collected after the loop has ended: then nothing is waited for
        loop.call_later(min(within_s, _WITHIN_S), connection.driver_connection.terminate)

    event.listen(engine.sync_engine, "close", closing)
