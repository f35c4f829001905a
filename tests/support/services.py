"""PostgreSQL and Valkey for tests: one server of each per run, a clean database per test.

The servers are this project's embedded ones, in a folder that goes when the run ends, unless
TEST_DATABASE_URL (postgresql+asyncpg://…) and TEST_REDIS_URL name others, which are emptied.
Fixtures reach the tests that need them through the conftest files of their folders.
"""

import atexit
import functools
import itertools
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import asyncpg
import pytest
import redis
from sqlalchemy.engine import URL, make_url

from app.shared.infrastructure.embedded.postgres import EmbeddedPostgres
from app.shared.infrastructure.embedded.valkey import EmbeddedValkey

SUFFIX = "_test"


class NotATestDatabase(Exception):
    """Something destructive was about to be done to a database that is no test's."""


def refuse_unless_test_database(url: str) -> None:
    """To be called before anything that deletes: only databases named *_test are ours to empty."""
    name = make_url(url).database or ""
    if not name.endswith(SUFFIX):
        raise NotATestDatabase(f"the database {name!r} is not named *{SUFFIX}")


class CleanDatabases:
    """Makes databases by copying a template, which takes milliseconds, and drops them."""

    _numbers = itertools.count(1)

    def __init__(self, server_url: str) -> None:
        self._server = make_url(server_url)

    async def create(self, template: str = "template1") -> str:
        """The URL of a fresh copy of the template."""
        name = f"guildwright_{next(self._numbers)}{SUFFIX}"
        await self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        return _text(self._server.set(database=name))

    async def drop(self, url: str) -> None:
        """Drop the database, whoever is still connected to it."""
        refuse_unless_test_database(url)
        await self._run(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')

    async def template(self, name: str, prepare: Callable[[str], Awaitable[None]]) -> str:
        """The name of a template that `prepare` has filled; made once per server.

        `prepare` gets the URL, and must leave no connection open.
        """
        full_name = f"{name}{SUFFIX}"
        names = await self._run("SELECT datname FROM pg_database")
        if full_name not in {row["datname"] for row in names}:
            draft = await self.create()
            await prepare(draft)
            await self._run(f'ALTER DATABASE "{make_url(draft).database}" RENAME TO "{full_name}"')
        return full_name

    async def _run(self, statement: str) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(
            _text(self._server.set(drivername="postgresql", database="postgres")), ssl=False
        )
        try:
            rows: list[asyncpg.Record] = await connection.fetch(statement)
        finally:
            await connection.close()
        return rows


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The run's PostgreSQL server. Take `database_url` to work in."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    with EmbeddedPostgres(_run_folder() / "postgres", durable=False) as server:
        yield server.url


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The run's Valkey server, with whatever other tests left there."""
    given = os.environ.get("TEST_REDIS_URL")
    if given:
        yield given
        return
    with EmbeddedValkey(_run_folder() / "valkey") as server:
        yield server.url


@pytest.fixture
def databases(postgres_url: str) -> CleanDatabases:
    """For fixtures of another scope, or of another template, than `database_url`."""
    return CleanDatabases(postgres_url)


@pytest.fixture
async def database_url(databases: CleanDatabases) -> AsyncIterator[str]:
    """An empty database of this test's own."""
    url = await databases.create()
    yield url
    await databases.drop(url)


@pytest.fixture
def clean_redis_url(redis_url: str) -> str:
    """The run's Valkey server, emptied before this test."""
    with redis.Redis.from_url(redis_url) as client:
        client.flushall()
    return redis_url


@functools.cache
def _run_folder() -> Path:
    # Several conftest files import the fixtures, and each copy joins the same server by its
    # folder. Open to other users, whom PostgreSQL runs as where root may make no namespaces.
    folder = Path(tempfile.mkdtemp(prefix="guildwright-run-"))
    folder.chmod(0o755)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)
