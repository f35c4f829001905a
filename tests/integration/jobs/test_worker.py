"""The worker over a real queue: what is asked for is carried out, whatever comes between."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.shared.application.logging.context import log_context
from app.shared.application.ports.unit_of_work import RunNotFound
from app.shared.application.runs.execute_run import ExecuteRunCommand, Execution
from app.shared.domain.errors import Unavailable
from app.shared.domain.runs.run import Run, RunState
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.jobs.worker import RunWorker
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.processes import PostgresProcesses
from app.shared.infrastructure.postgres.unit_of_work import BeginSqlUnitOfWork
from tests.support.builders import GUILD, a_plan, a_run, a_snapshot


class Executor:
    """Stands where the use case stands: notes what it is asked, and answers as it is told."""

    def __init__(self, *answers: Execution | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.bound: list[str | None] = []
        self.asked_again = asyncio.Condition()

    async def __call__(self, command: ExecuteRunCommand, stopping: asyncio.Event) -> Execution:
        answer = self.answers.pop(0) if self.answers else Execution.ENDED
        async with self.asked_again:
            self.asked.append(command.run_id)
            self.bound.append(log_context().run_id)
            self.asked_again.notify_all()
        if isinstance(answer, Exception):
            raise answer
        if answer is Execution.HANDED_OVER:
            await stopping.wait()
        return answer

    async def until(self, enough: Callable[[list[str]], bool]) -> None:
        async with asyncio.timeout(20), self.asked_again:
            await self.asked_again.wait_for(lambda: enough(self.asked))


@pytest.fixture
async def engine(migrated_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(migrated_url)
    yield engine
    await engine.dispose()


async def keep(engine: AsyncEngine, run: Run, *, ask: bool = True) -> None:
    async with BeginSqlUnitOfWork(engine)() as uow:
        snapshot = await uow.snapshots.add(a_snapshot(guild_id=run.guild_id), Bindings())
        plan = await uow.plans.add(a_plan(guild_id=run.guild_id), snapshot)
        await uow.runs.add(run, plan, steps=1)
        if ask:
            await uow.enqueue_runs([run.id])
        await uow.commit()


async def end(engine: AsyncEngine, run: Run) -> None:
    async with BeginSqlUnitOfWork(engine)() as uow:
        await uow.runs.save(a_run(run.id, guild_id=run.guild_id, state=RunState.SUCCEEDED))
        await uow.commit()


async def jobs(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        return int(await connection.scalar(text("SELECT count(*) FROM pgqueuer")) or 0)


@asynccontextmanager
async def working(
    url: str, engine: AsyncEngine, execute: Executor, runs_at_once: int = 20
) -> AsyncIterator[None]:
    stopping = asyncio.Event()
    begin = BeginSqlUnitOfWork(engine)
    worker = RunWorker(url, begin, execute, runs_at_once=runs_at_once)
    task = asyncio.create_task(worker(stopping))
    try:
        yield
    finally:
        stopping.set()
        async with asyncio.timeout(20):
            await task


async def test_a_run_that_is_asked_for_is_carried_out_and_the_job_is_gone(
    engine: AsyncEngine, migrated_url: str
) -> None:
    run, execute = a_run(), Executor()
    await keep(engine, run)

    async with working(migrated_url, engine, execute):
        await execute.until(lambda asked: asked == [run.id])
        await end(engine, run)

    assert await jobs(engine) == 0
    assert execute.bound == [run.id]


async def test_whoever_asks_the_database_sees_that_somebody_works(
    engine: AsyncEngine, migrated_url: str
) -> None:
    run, execute = a_run(), Executor()
    await keep(engine, run)

    async with working(migrated_url, engine, execute):
        await execute.until(lambda asked: asked == [run.id])
        during = await PostgresProcesses(engine).connections()
        await end(engine, run)
    after = await PostgresProcesses(engine).connections()

    assert during.get("worker", 0) > 0
    assert after.get("worker", 0) == 0


async def test_runs_of_different_guilds_go_on_side_by_side(
    engine: AsyncEngine, migrated_url: str
) -> None:
    for number in range(3):
        await keep(engine, a_run(f"run-{number}", guild_id=GuildId(GUILD + number)))
    execute = Executor(*[Execution.HANDED_OVER] * 3)

    async with working(migrated_url, engine, execute):
        await execute.until(lambda asked: len(asked) == 3)

    assert sorted(execute.asked) == ["run-0", "run-1", "run-2"]


class Counted(Executor):
    """Counts who is at work; each waits a while for a third, who must not come."""

    def __init__(self) -> None:
        super().__init__()
        self.at_work = self.most = 0
        self.third = asyncio.Event()

    async def __call__(self, command: ExecuteRunCommand, stopping: asyncio.Event) -> Execution:
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        if self.at_work > 2:
            self.third.set()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.third.wait(), 0.3)
        self.at_work -= 1
        return await super().__call__(command, stopping)


async def test_no_more_runs_go_on_at_once_than_are_let(
    engine: AsyncEngine, migrated_url: str
) -> None:
    for number in range(4):
        await keep(engine, a_run(f"run-{number}", guild_id=GuildId(GUILD + number)))
    execute = Counted()

    async with working(migrated_url, engine, execute, runs_at_once=2):
        await execute.until(lambda asked: len(set(asked)) == 4)

    assert execute.most == 2


async def test_a_run_that_was_handed_over_is_taken_up_by_the_next_worker(
    engine: AsyncEngine, migrated_url: str
) -> None:
    run = a_run()
    await keep(engine, run)
    first, second = Executor(Execution.HANDED_OVER), Executor()

    async with working(migrated_url, engine, first):
        await first.until(lambda asked: asked == [run.id])
    async with working(migrated_url, engine, second):
        await second.until(lambda asked: asked == [run.id])


@pytest.mark.parametrize(
    "first", [Execution.BUSY, Unavailable("Away."), RuntimeError("a bug")], ids=type
)
async def test_a_run_that_could_not_be_worked_at_is_tried_again(
    engine: AsyncEngine, migrated_url: str, first: Execution | Exception
) -> None:
    run = a_run()
    await keep(engine, run)
    execute = Executor(first)

    async with working(migrated_url, engine, execute):
        await execute.until(lambda asked: asked == [run.id, run.id])


async def test_a_run_that_does_not_exist_is_not_tried_again(
    engine: AsyncEngine, migrated_url: str
) -> None:
    run = a_run()
    await keep(engine, run)
    await end(engine, run)
    execute = Executor(RunNotFound("There is no such run."))

    async with working(migrated_url, engine, execute):
        await execute.until(lambda asked: asked == [run.id])

    assert await jobs(engine) == 0
    assert execute.bound == [run.id]


async def test_a_run_that_nobody_was_asked_for_is_found(
    engine: AsyncEngine, migrated_url: str
) -> None:
    run, execute = a_run(state=RunState.RUNNING), Executor()
    await keep(engine, run, ask=False)

    async with working(migrated_url, engine, execute):
        await execute.until(lambda asked: asked == [run.id])


async def test_runs_that_are_asked_for_already_cost_one_look_however_many(
    engine: AsyncEngine, migrated_url: str
) -> None:
    runs = [a_run(f"run-{number}", guild_id=GuildId(5 + number)) for number in range(5)]
    for run in runs:
        await keep(engine, run)
    statements: list[str] = []
    looked = asyncio.Event()

    def note(_connection: Any, _cursor: Any, said: str, *_: Any) -> None:
        statements.append(said)
        looked.set()

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    execute = Executor(*[Execution.HANDED_OVER] * len(runs))
    async with working(migrated_url, engine, execute):
        await execute.until(lambda asked: len(asked) == len(runs))
        async with asyncio.timeout(20):
            await looked.wait()

    assert all("pgqueuer.dedupe_key" in said for said in statements)


async def test_a_cut_connection_is_made_again(engine: AsyncEngine, migrated_url: str) -> None:
    run, execute, other = a_run(), Executor(), create_engine(migrated_url)
    cut = (
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    async with working(migrated_url, engine, execute):
        await keep(engine, a_run("before"))
        await execute.until(lambda asked: asked == ["before"])
        await end(engine, a_run("before"))
        async with other.connect() as connection:
            await connection.execute(text(cut))
        await keep(engine, a_run("after", guild_id=GuildId(5)))
        await execute.until(lambda asked: run.id not in asked and "after" in asked)

    await other.dispose()
