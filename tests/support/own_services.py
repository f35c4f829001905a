"""PostgreSQL and Valkey of one test's own, which may be taken away and come back."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import redis

from app.shared.infrastructure.embedded.postgres import EmbeddedPostgres
from app.shared.infrastructure.embedded.valkey import EmbeddedValkey
from tests.support.stores import migrated


@dataclass(frozen=True, slots=True)
class OwnServices:
    """Whatever starts again does so on its data and at its address."""

    postgres: EmbeddedPostgres
    postgres_folder: Path
    valkey: EmbeddedValkey
    database_url: str
    redis_url: str

    def forget_redis(self) -> None:
        """Empty Valkey of what other tests left in it."""
        with redis.Redis.from_url(self.redis_url) as client:
            client.flushall()


@contextmanager
def own_services() -> Iterator[OwnServices]:
    """With the newest schema. Started and stopped in this thread, with which they end."""
    folder = Path(tempfile.mkdtemp(prefix="guildwright-own-"))
    # Open to other users, whom PostgreSQL runs as where root may make no namespaces.
    folder.chmod(0o755)
    try:
        with (
            EmbeddedPostgres(folder / "postgres", durable=False) as postgres,
            EmbeddedValkey(folder / "valkey") as valkey,
        ):
            asyncio.run(migrated(postgres.url))
            yield OwnServices(postgres, folder / "postgres", valkey, postgres.url, valkey.url)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
