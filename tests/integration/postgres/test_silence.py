"""A database that keeps its connections and answers nothing: nobody waits for it for ever."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from app.shared.application.ports.known_users import KnownUser
from app.shared.application.ports.unit_of_work import RunNotFound, StoreUnavailable, UnitOfWork
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.postgres.answering import connected
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.guild_lock import PostgresGuildLock
from app.shared.infrastructure.postgres.migrate import check_schema
from app.shared.infrastructure.postgres.processes import PostgresProcesses
from app.shared.infrastructure.postgres.statements import Statements
from app.shared.infrastructure.postgres.trying import TRUSTED_S
from app.shared.infrastructure.postgres.unit_of_work import BeginSqlUnitOfWork
from tests.support.builders import NOON
from tests.support.frozen import frozen
from tests.support.own_services import OwnServices, own_services

GUILD = GuildId(1000)
SAM = UserId(42)
BOUND_S = 0.3
NO_RUN = RunNotFound("There is no such run.", remedy="Look at the list.")
CONNECTED_WITHIN_S = 30.0
AT_ONCE_S = 3.0
"""Far more than the bound and what comes after it, for a busy machine; far less than for ever."""


@pytest.fixture(scope="module")
def services() -> Iterator[OwnServices]:
    with own_services() as services:
        yield services


async def is_connected(engine: AsyncEngine) -> bool:
    try:
        async with BeginSqlUnitOfWork(engine)() as uow:
            await read(uow)
    except StoreUnavailable:
        return False
    return True


class Clock:
    now = 0.0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def engine(services: OwnServices, clock: Clock) -> AsyncIterator[AsyncEngine]:
    """Of one connection, which is there."""
    engine = create_engine(
        services.database_url, pool_size=1, now=lambda: clock.now, answers_within_s=BOUND_S
    )
    async with asyncio.timeout(CONNECTED_WITHIN_S):
        # A busy machine may need longer than the bound to connect.
        while not await is_connected(engine):
            pass
    yield engine
    await engine.dispose()


async def read(uow: UnitOfWork) -> None:
    assert await uow.runs.unfinished() == ()


async def write(uow: UnitOfWork) -> None:
    await uow.known_users.remember(
        KnownUser(user_id=SAM, name="sam", display_name="Sam", avatar=None, seen_at=NOON)
    )


async def refused_at_once(doing: Awaitable[object]) -> StoreUnavailable:
    with pytest.raises(StoreUnavailable) as caught:
        async with asyncio.timeout(AT_ONCE_S) as limit:
            await doing
    assert not limit.expired()
    return caught.value


async def work(engine: AsyncEngine) -> None:
    async with BeginSqlUnitOfWork(engine)() as uow:
        await write(uow)
        await uow.commit()


async def works_again(engine: AsyncEngine) -> None:
    assert engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    async with asyncio.timeout(AT_ONCE_S):
        await work(engine)
        async with BeginSqlUnitOfWork(engine)() as uow:
            assert await uow.known_users.of([SAM])


async def test_a_statement_to_a_frozen_server_is_given_up(
    engine: AsyncEngine, services: OwnServices
) -> None:
    with frozen(services):
        error = await refused_at_once(work(engine))

    assert error.message == "The database does not answer in time."
    assert "Try again" in error.remedy
    await works_again(engine)


async def test_what_comes_after_it_in_the_same_unit_of_work_is_refused_without_waiting(
    engine: AsyncEngine, services: OwnServices
) -> None:
    loop = asyncio.get_running_loop()

    with frozen(services):
        async with BeginSqlUnitOfWork(engine)() as uow:
            await refused_at_once(read(uow))
            begun = loop.time()
            await refused_at_once(read(uow))
            await refused_at_once(uow.commit())
            lasted = loop.time() - begun

    assert lasted < BOUND_S
    await works_again(engine)


async def test_a_commit_to_a_frozen_server_says_that_nobody_knows(
    engine: AsyncEngine, services: OwnServices
) -> None:
    async with BeginSqlUnitOfWork(engine)() as uow:
        await write(uow)
        with frozen(services):
            error = await refused_at_once(uow.commit())

    assert "whether this was saved" in error.message
    await works_again(engine)


async def test_leaving_while_the_server_is_frozen_keeps_what_was_read(
    engine: AsyncEngine, services: OwnServices
) -> None:
    with frozen_at_will(services) as freeze:
        async with asyncio.timeout(AT_ONCE_S), BeginSqlUnitOfWork(engine)() as uow:
            await read(uow)
            freeze()

    await works_again(engine)


async def test_leaving_while_the_server_is_frozen_keeps_what_went_wrong(
    engine: AsyncEngine, services: OwnServices
) -> None:
    async def fail(freeze: Callable[[], None]) -> None:
        async with asyncio.timeout(AT_ONCE_S), BeginSqlUnitOfWork(engine)() as uow:
            await read(uow)
            freeze()
            raise NO_RUN

    with frozen_at_will(services) as freeze, pytest.raises(RunNotFound):
        await fail(freeze)

    await works_again(engine)


async def test_a_statement_that_waits_for_a_lock_is_given_up_on_both_sides(
    engine: AsyncEngine, services: OwnServices
) -> None:
    """A server that kept waiting for each of them would soon let nobody in."""
    async with locked(services, "known_user") as other:
        error = await refused_at_once(work(engine))
        async with asyncio.timeout(AT_ONCE_S):
            while await waiting_for_locks(other):
                pass

    assert "lock" in error.remedy
    await works_again(engine)


async def test_many_rows_that_nobody_takes_are_given_up(
    engine: AsyncEngine, services: OwnServices
) -> None:
    """More than the socket takes: who sends them waits for room, not for an answer."""
    rows = [{"value": "x" * 1_000_000}] * 16
    insert = text("INSERT INTO many VALUES (:value)")

    async def send() -> None:
        async with connected(engine) as connection:
            statements = Statements(connection)
            await statements.execute(text("CREATE TEMPORARY TABLE many (value text)"))
            await statements.execute(insert, rows[:2])
            raw = await connection.get_raw_connection()
            with frozen(services):
                # Python 3.13.0 takes any amount without a word; later ones do this by themselves.
                raw.driver_connection._protocol.pause_writing()  # type: ignore[union-attr]
                await statements.execute(insert, rows)

    await refused_at_once(send())

    await works_again(engine)


async def test_a_long_silent_connection_to_a_frozen_server_is_given_up(
    engine: AsyncEngine, services: OwnServices, clock: Clock
) -> None:
    clock.now += TRUSTED_S + 1

    with frozen(services):
        await refused_at_once(work(engine))

    await works_again(engine)


async def test_a_new_connection_to_a_frozen_server_is_given_up(
    engine: AsyncEngine, services: OwnServices
) -> None:
    await engine.dispose()

    with frozen(services):
        await refused_at_once(work(engine))

    await works_again(engine)


async def take_the_lock(engine: AsyncEngine) -> None:
    async with PostgresGuildLock(engine).hold(GUILD):
        pass


async def count_processes(engine: AsyncEngine) -> None:
    await PostgresProcesses(engine).connections()


async def ask_for_the_version(engine: AsyncEngine) -> None:
    await PostgresProcesses(engine).server_version()


@pytest.mark.parametrize(
    "asking", [take_the_lock, count_processes, ask_for_the_version, check_schema]
)
async def test_whoever_asks_without_a_unit_of_work_gives_up_as_well(
    engine: AsyncEngine,
    services: OwnServices,
    asking: Callable[[AsyncEngine], Awaitable[None]],
) -> None:
    with frozen(services):
        await refused_at_once(asking(engine))

    await works_again(engine)


async def test_whoever_is_stopped_meanwhile_stops_at_once(
    engine: AsyncEngine, services: OwnServices
) -> None:
    with frozen(services):
        task = asyncio.create_task(work(engine))
        await asyncio.wait([task], timeout=BOUND_S / 3)
        task.cancel()
        await asyncio.wait([task], timeout=AT_ONCE_S)

    assert task.cancelled()
    await works_again(engine)


async def test_a_process_can_end_while_the_server_is_frozen(
    engine: AsyncEngine, services: OwnServices
) -> None:
    with frozen(services):
        async with asyncio.timeout(AT_ONCE_S):
            await engine.dispose()

    await works_again(engine)


@contextmanager
def frozen_at_will(services: OwnServices) -> Iterator[Callable[[], None]]:
    """From the call on, until the end of the block."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(frozen(services))


@asynccontextmanager
async def locked(services: OwnServices, table: str) -> AsyncIterator[AsyncConnection]:
    """By another session, for as long as the block lasts."""
    other = create_engine(services.database_url)
    async with other.connect() as connection:
        await connection.execute(text(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"))
        yield connection
    await other.dispose()


async def waiting_for_locks(connection: AsyncConnection) -> int:
    query = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    return int((await connection.execute(query)).scalar_one())
