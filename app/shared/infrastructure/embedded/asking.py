"""One question to the embedded PostgreSQL, from code that may or may not run in an event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import asyncpg

from app.shared.infrastructure.embedded.cluster import OWNER
from app.shared.infrastructure.embedded.ports import LOOPBACK

_WITHIN_S = 5


class NoAnswer(Exception):
    """The server is not there, refused us, or could not do what it was asked."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where the server listens and what it asks for."""

    port: int
    password: str = field(repr=False)

    def ask(self, statement: str) -> object:
        """The first value of the first row, or None. Raises NoAnswer."""
        # A thread of its own: the caller may be inside a running event loop.
        with ThreadPoolExecutor(1) as apart:
            try:
                return apart.submit(asyncio.run, self._ask(statement)).result()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as problem:
                raise NoAnswer(str(problem)) from problem

    async def _ask(self, statement: str) -> object:
        connection = await asyncpg.connect(
            host=LOOPBACK,
            port=self.port,
            user=OWNER,
            password=self.password,
            database="postgres",
            # Also keeps asyncpg from looking for certificates in an unreadable home folder.
            ssl=False,
            timeout=_WITHIN_S,
        )
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close(timeout=_WITHIN_S)
