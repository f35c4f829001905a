"""How connections are made and kept: why a database does not let us in, TLS, and lost lines."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_connection
from sqlalchemy.engine import make_url

from app.shared.application.ports.unit_of_work import StoreUnavailable
from app.shared.application.runs.execute_run import ExecuteRunCommand, Execution
from app.shared.infrastructure.composition import Addresses, open_container
from app.shared.infrastructure.dead_lines import (
    EVERY_S,
    GONE_AFTER_S,
    IDLE_S,
    TCP_OPTIONS,
    TIMES,
)
from app.shared.infrastructure.jobs.worker import RunWorker
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.trying import TRUSTED_S
from app.shared.infrastructure.postgres.unit_of_work import BeginSqlUnitOfWork


async def refusal(url: str) -> StoreUnavailable:
    engine = create_engine(url)
    with pytest.raises(StoreUnavailable) as caught:
        async with BeginSqlUnitOfWork(engine)() as uow:
            await uow.runs.unfinished()
    await engine.dispose()
    return caught.value


async def never(_command: ExecuteRunCommand, _stopping: asyncio.Event) -> Execution:
    raise AssertionError("nothing is to be carried out")


async def test_a_wrong_password_is_told_as_such(database_url: str) -> None:
    wrong = make_url(database_url).set(password="not-the-word")

    error = await refusal(wrong.render_as_string(hide_password=False))

    assert "does not let us in" in error.message
    assert "password" in error.remedy
    assert "not-the-word" not in f"{error!r} {error.__cause__!r}"


async def test_a_database_that_does_not_exist_is_told_as_such(database_url: str) -> None:
    other = make_url(database_url).set(database="no_such_test")

    error = await refusal(other.render_as_string(hide_password=False))

    assert "no database of that name" in error.message


async def test_a_server_without_tls_is_refused_where_tls_is_required(migrated_url: str) -> None:
    """The embedded server speaks none, so that being let in would mean that nobody asked."""
    await refusal(f"{migrated_url}?sslmode=require")

    engine = create_engine(f"{migrated_url}?sslmode=prefer")
    async with BeginSqlUnitOfWork(engine)() as uow:
        assert await uow.runs.unfinished() == ()
    await engine.dispose()


async def test_the_workers_own_pool_asks_for_tls_as_well(migrated_url: str) -> None:
    stopping = asyncio.Event()

    class Heard(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if "queue does not answer" in record.getMessage():
                stopping.set()

    engine = create_engine(migrated_url)
    worker = RunWorker(
        f"{migrated_url}?sslmode=require",
        BeginSqlUnitOfWork(engine),
        never,
    )
    heard, log = Heard(), logging.getLogger("app.shared.infrastructure.jobs.worker")
    log.addHandler(heard)
    try:
        async with asyncio.timeout(20):
            await worker(stopping)
    finally:
        log.removeHandler(heard)
        await engine.dispose()

    assert stopping.is_set()


class Watched:
    """An engine of one connection, and a clock that somebody turns."""

    def __init__(self, url: str) -> None:
        self.now = 0.0
        self.engine = create_engine(url, pool_size=1, now=lambda: self.now)
        self.asked = 0

    async def backend(self) -> int:
        async with self.engine.connect() as connection:
            return int((await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one())

    def count_questions(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ping = AsyncAdapt_asyncpg_connection.ping

        def counted(connection: AsyncAdapt_asyncpg_connection) -> None:
            self.asked += 1
            ping(connection)  # type: ignore[no-untyped-call]

        monkeypatch.setattr(AsyncAdapt_asyncpg_connection, "ping", counted)


@pytest.fixture
async def watched(migrated_url: str) -> AsyncIterator[Watched]:
    watched = Watched(migrated_url)
    yield watched
    await watched.engine.dispose()


async def test_a_connection_in_use_is_not_asked_each_time(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.count_questions(monkeypatch)

    first = await watched.backend()
    watched.now += TRUSTED_S
    second = await watched.backend()

    assert first == second
    assert watched.asked == 0


async def test_a_connection_that_was_silent_for_long_is_asked(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.count_questions(monkeypatch)

    first = await watched.backend()
    watched.now += TRUSTED_S + 1
    second = await watched.backend()

    assert first == second
    assert watched.asked == 1


async def test_a_connection_that_was_ended_is_replaced(watched: Watched, migrated_url: str) -> None:
    ended, other = await watched.backend(), create_engine(migrated_url)
    async with other.connect() as connection:
        await connection.execute(text(f"SELECT pg_terminate_backend({ended}, 5000)"))
    await other.dispose()

    assert await watched.backend() != ended


async def test_a_silent_line_that_is_dead_is_replaced(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a firewall forgot it: nobody was told that it is gone."""
    first = await watched.backend()

    def dead(_connection: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as patched:
        patched.setattr(AsyncAdapt_asyncpg_connection, "ping", dead)
        watched.now += TRUSTED_S + 1
        second = await watched.backend()

    assert second != first


async def test_as_many_connections_are_kept_as_the_settings_say(migrated_url: str) -> None:
    addresses = Addresses(
        database_url=migrated_url,
        redis_url="redis://127.0.0.1:1/0",
        discord_token="a.b.c",
        discord_api_url="http://127.0.0.1:1",
    )

    async with open_container(addresses, name="test", database_connections=3) as container:
        assert container.engine().pool.size() == 3  # type: ignore[attr-defined]


async def test_both_ends_give_up_a_line_on_which_nobody_says_goodbye(database_url: str) -> None:
    engine = create_engine(database_url)
    names = ("idle", "interval", "count")
    asked = "SELECT setting FROM pg_settings WHERE name = :name"

    async with engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        line = driver._transport.get_extra_info("socket")  # type: ignore[union-attr]
        theirs = [
            await connection.scalar(text(asked), {"name": f"tcp_{name}"})
            for name in (*(f"keepalives_{one}" for one in names), "user_timeout")
        ]
        asks = line.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        ours = {one: line.getsockopt(socket.IPPROTO_TCP, one) for one in TCP_OPTIONS}
    await engine.dispose()

    assert asks == 1
    assert ours == TCP_OPTIONS
    assert theirs == [str(IDLE_S), str(EVERY_S), str(TIMES), str(1000 * GONE_AFTER_S)]


async def test_the_workers_own_lines_are_given_up_as_well(migrated_url: str) -> None:
    worker = RunWorker(migrated_url, BeginSqlUnitOfWork(create_engine(migrated_url)), never)

    async with worker._queue() as queries:
        pool = queries.driver._pool  # type: ignore[attr-defined]
        async with pool.acquire() as connection:
            first = await connection.fetchval("SELECT pg_backend_pid()")
        async with pool.acquire() as connection:
            again = await connection.fetchval("SELECT pg_backend_pid()")
            theirs = await connection.fetchval("SHOW tcp_keepalives_idle")
            line = connection._transport.get_extra_info("socket")
            kept = {one: line.getsockopt(socket.IPPROTO_TCP, one) for one in TCP_OPTIONS}

    assert kept == TCP_OPTIONS
    assert (again, theirs) == (first, str(IDLE_S))
