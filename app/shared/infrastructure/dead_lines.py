"""How soon a connection counts as gone when its other end went without a word.

A cable that is pulled, a machine that loses power, a container whose network is taken away: nobody
says goodbye, and where addresses change nobody ever answers. Linux goes on for a quarter of an hour
with what was sent and for two hours with what is silent: for as long a worker would wait for its
queue, and the database keep the lock of a worker that is no more.
"""

import socket
from typing import Any

IDLE_S, EVERY_S, TIMES = 10, 5, 3
GONE_AFTER_S = IDLE_S + EVERY_S * TIMES
"""Longer than a line is away while a switch starts again, shorter than people's patience."""

_OPTIONS = {
    "TCP_KEEPIDLE": IDLE_S,
    "TCP_KEEPINTVL": EVERY_S,
    "TCP_KEEPCNT": TIMES,
    "TCP_USER_TIMEOUT": 1000 * GONE_AFTER_S,
}
TCP_OPTIONS = {
    int(getattr(socket, name)): value for name, value in _OPTIONS.items() if hasattr(socket, name)
}
"""Of IPPROTO_TCP, as far as this system has them; SO_KEEPALIVE goes with them."""

SAID_TO_POSTGRES = (
    f"SET tcp_keepalives_idle = {IDLE_S}; SET tcp_keepalives_interval = {EVERY_S}; "
    f"SET tcp_keepalives_count = {TIMES}; SET tcp_user_timeout = {1000 * GONE_AFTER_S}"
)
"""So that the server notices as soon. On a socket of the file system it does nothing."""


def notice(connection: Any) -> None:
    """Of a connection of asyncpg, which has no way of its own to say this."""
    line = connection._transport.get_extra_info("socket")  # noqa: SLF001
    if line is None or line.family not in (socket.AF_INET, socket.AF_INET6):
        return
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in TCP_OPTIONS.items():
        line.setsockopt(socket.IPPROTO_TCP, option, value)
