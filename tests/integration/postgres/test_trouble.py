"""What is said when the database is away, empty, full, or goes away in the middle."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.shared.application.ports.unit_of_work import (
    SchemaMismatch,
    StoreFull,
    StoreUnavailable,
)
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.errors import translated
from app.shared.infrastructure.postgres.guild_lock import PostgresGuildLock
from app.shared.infrastructure.postgres.unit_of_work import BeginSqlUnitOfWork

GUILD = GuildId(1000)
NOBODY_LISTENS = "postgresql+asyncpg://someone:s3cret@127.0.0.1:1/nothing_test"


@pytest.fixture
async def engine(migrated_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(migrated_url)
    yield engine
    await engine.dispose()


async def cut_all_lines(engine: AsyncEngine) -> None:
    """End every other connection to the database, as a restart of the server does."""
    async with engine.connect() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


async def test_a_database_that_is_down_is_unavailable_and_no_secret_is_told() -> None:
    engine = create_engine(NOBODY_LISTENS)

    with pytest.raises(StoreUnavailable) as caught:
        async with BeginSqlUnitOfWork(engine)():
            pass

    await engine.dispose()
    assert "DATABASE_URL" in caught.value.remedy
    assert "s3cret" not in f"{caught.value!r} {caught.value.__cause__!r}"


async def test_an_empty_database_asks_for_a_migration(database_url: str) -> None:
    engine = create_engine(database_url)

    with pytest.raises(SchemaMismatch) as caught:
        async with BeginSqlUnitOfWork(engine)() as uow:
            await uow.runs.unfinished()

    await engine.dispose()
    assert "guildwright migrate" in caught.value.remedy


async def test_a_full_disk_is_told_as_such(engine: AsyncEngine) -> None:
    with pytest.raises(StoreFull), translated():
        async with engine.connect() as connection:
            await connection.execute(
                text("DO $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$")
            )


async def test_a_cut_connection_loses_the_transaction_and_the_next_one_works(
    engine: AsyncEngine, migrated_url: str
) -> None:
    begin, other = BeginSqlUnitOfWork(engine), create_engine(migrated_url)

    with pytest.raises(StoreUnavailable):  # noqa: PT012 (what happens inside is what is tested)
        async with begin() as uow:
            await uow.runs.unfinished()
            await cut_all_lines(other)
            await uow.runs.unfinished()

    async with begin() as uow:
        assert await uow.runs.unfinished() == ()
    await other.dispose()


async def test_whoever_loses_the_lock_is_stopped_at_once(
    engine: AsyncEngine, migrated_url: str
) -> None:
    lock, other = PostgresGuildLock(engine), create_engine(migrated_url)
    never = asyncio.Event()

    with pytest.raises(StoreUnavailable):  # noqa: PT012 (what happens inside is what is tested)
        async with asyncio.timeout(10), lock.hold(GUILD) as taken:
            assert taken
            await cut_all_lines(other)
            await never.wait()

    async with PostgresGuildLock(other).hold(GUILD) as taken:
        assert taken
    await other.dispose()


async def test_whoever_loses_the_locks_of_many_guilds_is_stopped_in_all_of_them(
    engine: AsyncEngine, migrated_url: str
) -> None:
    lock, other = PostgresGuildLock(engine), create_engine(migrated_url)
    all_hold = asyncio.Barrier(4)

    async def hold(number: int) -> None:
        async with lock.hold(GuildId(number)) as taken:
            assert taken
            await all_hold.wait()
            await asyncio.Event().wait()

    tasks = [asyncio.create_task(hold(number)) for number in (1, 2, 3)]
    async with asyncio.timeout(10):
        await all_hold.wait()
        await cut_all_lines(other)
        ends = await asyncio.gather(*tasks, return_exceptions=True)

    assert [type(end) for end in ends] == [StoreUnavailable] * 3
    async with lock.hold(GuildId(1)) as taken:
        assert taken
    await other.dispose()


async def test_a_guild_is_free_once_it_is_let_go_though_others_are_held(
    engine: AsyncEngine, migrated_url: str
) -> None:
    lock, other = PostgresGuildLock(engine), create_engine(migrated_url)

    async with lock.hold(GuildId(1)):
        async with lock.hold(GUILD):
            pass
        async with PostgresGuildLock(other).hold(GUILD) as theirs:
            assert theirs
        async with PostgresGuildLock(other).hold(GuildId(1)) as theirs:
            assert not theirs
    await other.dispose()


async def test_somebody_elses_cancellation_stays_one(engine: AsyncEngine) -> None:
    holding = asyncio.Event()

    async def hold() -> None:
        async with PostgresGuildLock(engine).hold(GUILD):
            holding.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hold())
    await holding.wait()
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    async with PostgresGuildLock(engine).hold(GUILD) as taken:
        assert taken


async def test_guilds_that_are_held_leave_the_pool_to_whoever_works_at_them(
    migrated_url: str,
) -> None:
    engine = create_engine(migrated_url, pool_size=1)
    lock, begin = PostgresGuildLock(engine), BeginSqlUnitOfWork(engine)

    async with AsyncExitStack() as held:
        taken = [await held.enter_async_context(lock.hold(GuildId(n))) for n in range(1, 6)]
        async with asyncio.timeout(5), begin() as uow:
            bindings = await uow.bindings.of(GUILD)

    assert taken == [True] * 5
    assert not bindings.entries
    await engine.dispose()


async def test_nothing_is_left_of_a_lock_that_was_let_go(engine: AsyncEngine) -> None:
    async with PostgresGuildLock(engine).hold(GUILD):
        pass

    query = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    async with engine.connect() as connection:
        assert await connection.scalar(query) == 0
