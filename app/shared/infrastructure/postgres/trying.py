"""Looks at a connection of the pool before it is handed out.

SQLAlchemy's own way, `pool_pre_ping`, asks the database each time: three of six messages of a
transaction with one statement. asyncpg hears at once when a server goes or ends a connection, so
that only a line that was silent for long, which a firewall may have forgotten, needs to be asked.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine

TRUSTED_S = 20.0
"""How long a connection may have lain in the pool and is handed out without being asked."""
_ANSWERS_WITHIN_S = 5.0
"""For the question whether somebody is there, which costs the database nothing."""
_GIVEN_BACK = "given_back"


def try_before_use(
    engine: AsyncEngine, now: Callable[[], float], within_s: float = _ANSWERS_WITHIN_S
) -> None:
    """From now on a connection that is gone is replaced when somebody wants it.

    One that does not answer within five seconds, or `within_s` if that is less, counts as gone.
    """
    within_s = min(within_s, _ANSWERS_WITHIN_S)

    def given_back(_connection: Any, record: Any) -> None:
        record.info[_GIVEN_BACK] = now()

    def wanted(connection: Any, record: Any, _proxy: Any) -> None:
        if connection.driver_connection.is_closed():
            raise DisconnectionError("the database has ended the connection")
        if now() - record.info.get(_GIVEN_BACK, now()) > TRUSTED_S:
            _ask(connection, within_s)

    event.listen(engine.sync_engine, "checkin", given_back)
    event.listen(engine.sync_engine, "checkout", wanted)


def _ask(connection: Any, within_s: float) -> None:
    give_up = connection.driver_connection.terminate
    timer = asyncio.get_running_loop().call_later(within_s, give_up)
    try:
        connection.ping()
    except Exception as gone:
        raise DisconnectionError("the database does not answer on the connection") from gone
    finally:
        timer.cancel()
