"""The services an installation needs, started here unless somebody has named their own."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Self

from app.shared.infrastructure.embedded.postgres import EmbeddedPostgres
from app.shared.infrastructure.embedded.valkey import EmbeddedValkey


class EmbeddedServices:
    """PostgreSQL and Valkey for the time of a `with` block.

    A URL that is given is used as it is, and nothing is started for it. What is started lies in
    `folder`, which later starts find again. `durable=False` trades safety against power failure
    for speed: for data that may be lost.
    """

    def __init__(
        self,
        folder: Path,
        *,
        database_url: str | None = None,
        redis_url: str | None = None,
        durable: bool = True,
    ) -> None:
        self._folder = folder
        self._durable = durable
        self._given_database_url = database_url
        self._given_redis_url = redis_url
        self._database_url = ""
        self._redis_url = ""
        self._running = ExitStack()

    def __enter__(self) -> Self:
        postgres = valkey = None
        if not self._given_database_url:
            postgres = EmbeddedPostgres(self._folder / "postgres", durable=self._durable)
        if not self._given_redis_url:
            valkey = EmbeddedValkey(self._folder / "valkey")
        self._start([server for server in (postgres, valkey) if server is not None])
        self._database_url = _bare(postgres.url) if postgres else self._given_database_url or ""
        self._redis_url = valkey.url if valkey else self._given_redis_url or ""
        return self

    def __exit__(self, *_exception: object) -> None:
        self._running.close()

    @property
    def database_url(self) -> str:
        """Password included: never print it."""
        return self._database_url

    @property
    def redis_url(self) -> str:
        """Password included: never print it."""
        return self._redis_url

    def _start(self, servers: list[AbstractContextManager[object]]) -> None:
        with ExitStack() as started, ThreadPoolExecutor(max(1, len(servers))) as side_by_side:
            starts = [(server, side_by_side.submit(server.__enter__)) for server in servers]
            for server, start in starts:
                if start.exception() is None:
                    started.push(server)
            for _, start in starts:
                start.result()
            self._running = started.pop_all()


def _bare(url: str) -> str:
    """Without TLS, which our server does not speak, so that no certificate is looked for in a home
    folder that may be unreadable."""
    return f"{url}?sslmode=disable"
