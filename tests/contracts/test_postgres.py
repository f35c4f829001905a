"""The stores on PostgreSQL keep to the same contracts as the fakes."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.shared.domain.runs.run import RunId
from app.shared.infrastructure.jobs.queue import ENTRYPOINT
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.guild_lock import PostgresGuildLock
from app.shared.infrastructure.postgres.unit_of_work import BeginSqlUnitOfWork
from tests.contracts.guild_lock import GuildLockContract
from tests.contracts.kept import Queued
from tests.contracts.unit_of_work import UnitOfWorkContract


@pytest.fixture
async def engine(migrated_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(migrated_url)
    yield engine
    await engine.dispose()


class TestSqlUnitOfWork(UnitOfWorkContract):
    @pytest.fixture
    def begin(self, engine: AsyncEngine) -> BeginSqlUnitOfWork:
        return BeginSqlUnitOfWork(engine)

    @pytest.fixture
    def queued(self, engine: AsyncEngine) -> Queued:
        async def runs() -> list[RunId]:
            query = text("SELECT payload FROM pgqueuer WHERE entrypoint = :name ORDER BY id")
            async with engine.connect() as connection:
                rows = await connection.scalars(query, {"name": ENTRYPOINT})
                return [RunId(payload.decode()) for payload in rows]

        return runs


class TestPostgresGuildLock(GuildLockContract):
    @pytest.fixture
    def lock(self, engine: AsyncEngine) -> PostgresGuildLock:
        return PostgresGuildLock(engine)

    @pytest.fixture
    def other_lock(self, engine: AsyncEngine) -> PostgresGuildLock:
        return PostgresGuildLock(engine)
