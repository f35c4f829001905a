"""Why a database does not let us in, and that TLS is asked for where the URL asks for it."""

import asyncio
import logging

import pytest
from sqlalchemy.engine import make_url

from app.shared.application.ports.unit_of_work import StoreUnavailable
from app.shared.infrastructure.jobs.worker import RunWorker
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.unit_of_work import BeginSqlUnitOfWork


async def refusal(url: str) -> StoreUnavailable:
    engine = create_engine(url)
    with pytest.raises(StoreUnavailable) as caught:
        async with BeginSqlUnitOfWork(engine)() as uow:
            await uow.runs.unfinished()
    await engine.dispose()
    return caught.value


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

    async def never(*_arguments: object) -> None:
        raise AssertionError("nothing is to be carried out")

    engine = create_engine(migrated_url)
    worker = RunWorker(
        f"{migrated_url}?sslmode=require",
        BeginSqlUnitOfWork(engine),
        never,  # type: ignore[arg-type]
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
