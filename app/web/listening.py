"""Takes the port, before anything heavy is loaded: whoever comes early waits instead of failing."""

import socket
from typing import ClassVar

from app.shared.domain.errors import Unavailable
from app.shared.domain.language.saying import say
from app.web.public_address import PublicAddress


class PortTaken(Unavailable):
    code: ClassVar[str] = "port_taken"


def listen(host: str, port: int) -> socket.socket:
    """Port 0 takes a free one. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        raise PortTaken(
            say(
                "The web app cannot listen at {host}, port {port}: {why}.",
                host=host,
                port=port,
                why=error.strerror,
            ),
            remedy=say(
                "Choose another with WEB_HOST and WEB_PORT, and set WEB_PUBLIC_URL to match."
            ),
        ) from error
    # Headers and body leave in two writes, and asyncio switches Nagle off only for sockets that
    # name their protocol. Accepted sockets inherit this; without it each answer takes 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def loopback_address(listener: socket.socket) -> PublicAddress:
    """Where browsers of this machine reach what listens there."""
    host, port = listener.getsockname()[:2]
    return PublicAddress(f"http://{host}:{port}")
