"""Where nextcord finds Discord's REST API; the gateway's address comes from there."""

from collections.abc import Iterator
from contextlib import contextmanager

from nextcord.http import Route


@contextmanager
def speaking_to(api_url: str) -> Iterator[None]:
    """nextcord has one address for all of its clients: no two at a time in one process."""
    before = Route.BASE
    Route.BASE = api_url
    try:
        yield
    finally:
        Route.BASE = before
