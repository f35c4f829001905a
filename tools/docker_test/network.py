"""A container that nobody reaches and that reaches nobody for a while, as if its cable were pulled.

Unlike a process that dies, it leaves connections behind that look alive from both ends.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from stack import Stack, run


@contextmanager
def cut_off(stack: Stack, service: str, container: str) -> Iterator[None]:
    """Back again it is called what it was called, and may have another address."""
    found = stack.networks(container)
    for network in found:
        run("docker", "network", "disconnect", network, container)
    try:
        yield
    finally:
        for network in found:
            run("docker", "network", "connect", "--alias", service, network, container)
