"""PostgreSQL and Valkey that can be taken away and come back."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Self

from app.shared.infrastructure.embedded.binaries import postgres_programs
from app.shared.infrastructure.embedded.cluster import Cluster
from app.shared.infrastructure.embedded.postgres import EmbeddedPostgres
from app.shared.infrastructure.embedded.valkey import EmbeddedValkey


class Shutter:
    """Whoever asks for something and must get an answer is let through while it is open; an outage
    waits until nobody is inside, and lets nobody in while it lasts."""

    def __init__(self) -> None:
        self._changed = asyncio.Condition()
        self._inside = 0
        self._closing = 0

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        async with self._changed:
            await self._changed.wait_for(lambda: not self._closing)
            self._inside += 1
        try:
            yield
        finally:
            async with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @asynccontextmanager
    async def closed(self) -> AsyncIterator[None]:
        async with self._changed:
            self._closing += 1
            await self._changed.wait_for(lambda: not self._inside)
        try:
            yield
        finally:
            async with self._changed:
                self._closing -= 1
                self._changed.notify_all()


class Services:
    """Durable, since a crash must lose nothing that was committed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._postgres = EmbeddedPostgres(folder / "postgres")
        self._valkey = EmbeddedValkey(folder / "valkey")
        self._one_at_a_time = asyncio.Lock()
        self.shutter = Shutter()
        self.outages = 0

    def __enter__(self) -> Self:
        self._postgres.start()
        self._valkey.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._postgres.stop()
        self._valkey.stop()

    @property
    def database_url(self) -> str:
        return f"{self._postgres.url}?sslmode=disable"

    @property
    def redis_url(self) -> str:
        return self._valkey.url

    async def fail(self, *, of_postgres: bool, crash: bool) -> None:
        """Away, and back at the same address."""
        async with self._one_at_a_time, self.shutter.closed():
            self.outages += 1
            if of_postgres:
                await asyncio.to_thread(self._restart_postgres, crash=crash)
            else:
                await asyncio.to_thread(self._restart_valkey)

    def _restart_postgres(self, *, crash: bool) -> None:
        if crash:
            cluster = Cluster(self._folder / "postgres" / "cluster", postgres_programs())
            if found := cluster.postmaster():
                # The server's own word for a crash: everybody is thrown out, nothing is written,
                # and the next start recovers from the log.
                os.kill(found.pid, signal.SIGQUIT)
        self._postgres.stop()
        self._postgres.start()

    def _restart_valkey(self) -> None:
        self._valkey.stop()
        self._valkey.start()
