"""One transaction over one connection."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.runs.run import RunId
from app.shared.infrastructure.jobs.queue import enqueue_runs
from app.shared.infrastructure.postgres.access import SqlGrants, SqlPolicies, SqlReviews, SqlVisits
from app.shared.infrastructure.postgres.answering import answered, connected
from app.shared.infrastructure.postgres.bindings import SqlBindings
from app.shared.infrastructure.postgres.drift import (
    SqlDriftNotices,
    SqlDriftRecords,
    SqlDriftSettings,
    SqlLoopGuards,
)
from app.shared.infrastructure.postgres.errors import translated
from app.shared.infrastructure.postgres.guild_presences import SqlGuildPresences
from app.shared.infrastructure.postgres.kept_values import KeptValues
from app.shared.infrastructure.postgres.known_users import SqlKnownUsers
from app.shared.infrastructure.postgres.plans import SqlPlans, SqlSnapshots
from app.shared.infrastructure.postgres.runs import SqlRuns
from app.shared.infrastructure.postgres.statements import Statements
from app.shared.infrastructure.postgres.tokens import SqlTokens
from app.shared.infrastructure.postgres.trail import SqlTrail
from app.shared.infrastructure.postgres.versions import SqlVersions


class SqlUnitOfWork(UnitOfWork):
    """Its parts are made when they are asked for: most use one or two of them."""

    def __init__(self, connection: AsyncConnection, kept: KeptValues) -> None:
        self._connection = connection
        self._statements = Statements(connection)
        self._kept = kept

    @property
    def versions(self) -> SqlVersions:
        return SqlVersions(self._statements, self._kept)

    @property
    def bindings(self) -> SqlBindings:
        return SqlBindings(self._statements)

    @property
    def snapshots(self) -> SqlSnapshots:
        return SqlSnapshots(self._statements, self._kept)

    @property
    def plans(self) -> SqlPlans:
        return SqlPlans(self._statements, self._kept)

    @property
    def runs(self) -> SqlRuns:
        return SqlRuns(self._statements, self._kept)

    @property
    def trail(self) -> SqlTrail:
        return SqlTrail(self._statements)

    @property
    def grants(self) -> SqlGrants:
        return SqlGrants(self._statements)

    @property
    def policies(self) -> SqlPolicies:
        return SqlPolicies(self._statements)

    @property
    def reviews(self) -> SqlReviews:
        return SqlReviews(self._statements)

    @property
    def tokens(self) -> SqlTokens:
        return SqlTokens(self._statements)

    @property
    def visits(self) -> SqlVisits:
        return SqlVisits(self._statements)

    @property
    def known_users(self) -> SqlKnownUsers:
        return SqlKnownUsers(self._statements)

    @property
    def drift_records(self) -> SqlDriftRecords:
        return SqlDriftRecords(self._statements)

    @property
    def drift_settings(self) -> SqlDriftSettings:
        return SqlDriftSettings(self._statements)

    @property
    def loop_guards(self) -> SqlLoopGuards:
        return SqlLoopGuards(self._statements)

    @property
    def drift_notices(self) -> SqlDriftNotices:
        return SqlDriftNotices(self._statements)

    @property
    def guild_presences(self) -> SqlGuildPresences:
        return SqlGuildPresences(self._statements)

    async def enqueue_runs(self, ids: Sequence[RunId]) -> None:
        with translated(), answered(self._connection):
            await enqueue_runs(self._connection, ids)

    async def commit(self) -> None:
        with translated(saving=True), answered(self._connection):
            await self._connection.commit()


class BeginSqlUnitOfWork(BeginUnitOfWork):
    """Takes a connection of the pool for each unit of work."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._kept = KeptValues()

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[SqlUnitOfWork]:
        async with connected(self._engine) as connection:
            yield SqlUnitOfWork(connection, self._kept)
