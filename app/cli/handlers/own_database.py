"""The database alone, for what has nothing to do with Discord and Redis."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.cli.data_folder import data_folder
from app.cli.handlers.connections import named
from app.shared.infrastructure.embedded.postgres import EmbeddedPostgres
from app.shared.infrastructure.settings import Settings


@contextmanager
def own_database(settings: Settings) -> Iterator[str]:
    """The URL of the one that is named, or of one that is started here. Raises
    EmbeddedServerUnavailable."""
    url = named(settings.database.url)
    if url is not None:
        yield url
        return
    with EmbeddedPostgres(data_folder() / "postgres") as server:
        # Our server speaks no TLS: nothing is to be looked for in a home folder.
        yield f"{server.url}?sslmode=disable"
