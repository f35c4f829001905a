"""One transaction over one connection."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.runs.run import RunId
from app.shared.infrastructure.jobs.queue import enqueue_run
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
    def __init__(self, connection: AsyncConnection, kept: KeptValues) -> None:
        self._connection = connection
        statements = Statements(connection)
        self._versions = SqlVersions(statements, kept)
        self._bindings = SqlBindings(statements)
        self._snapshots = SqlSnapshots(statements, kept)
        self._plans = SqlPlans(statements, kept)
        self._runs = SqlRuns(statements, kept)
        self._trail = SqlTrail(statements)
        self._grants = SqlGrants(statements)
        self._policies = SqlPolicies(statements)
        self._reviews = SqlReviews(statements)
        self._tokens = SqlTokens(statements)
        self._visits = SqlVisits(statements)
        self._known_users = SqlKnownUsers(statements)
        self._guild_presences = SqlGuildPresences(statements)
        self._drift_records = SqlDriftRecords(statements)
        self._drift_settings = SqlDriftSettings(statements)
        self._loop_guards = SqlLoopGuards(statements)
        self._drift_notices = SqlDriftNotices(statements)

    @property
    def versions(self) -> SqlVersions:
        return self._versions

    @property
    def bindings(self) -> SqlBindings:
        return self._bindings

    @property
    def snapshots(self) -> SqlSnapshots:
        return self._snapshots

    @property
    def plans(self) -> SqlPlans:
        return self._plans

    @property
    def runs(self) -> SqlRuns:
        return self._runs

    @property
    def trail(self) -> SqlTrail:
        return self._trail

    @property
    def grants(self) -> SqlGrants:
        return self._grants

    @property
    def policies(self) -> SqlPolicies:
        return self._policies

    @property
    def reviews(self) -> SqlReviews:
        return self._reviews

    @property
    def tokens(self) -> SqlTokens:
        return self._tokens

    @property
    def visits(self) -> SqlVisits:
        return self._visits

    @property
    def known_users(self) -> SqlKnownUsers:
        return self._known_users

    @property
    def drift_records(self) -> SqlDriftRecords:
        return self._drift_records

    @property
    def drift_settings(self) -> SqlDriftSettings:
        return self._drift_settings

    @property
    def loop_guards(self) -> SqlLoopGuards:
        return self._loop_guards

    @property
    def drift_notices(self) -> SqlDriftNotices:
        return self._drift_notices

    @property
    def guild_presences(self) -> SqlGuildPresences:
        return self._guild_presences

    async def enqueue_run(self, id: RunId) -> None:
        with translated(), answered(self._connection):
            await enqueue_run(self._connection, id)

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
