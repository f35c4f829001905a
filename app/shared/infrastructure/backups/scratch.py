"""A database for a trial, which goes again."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from app.shared.domain.backups.problems import DatabaseInUse
from app.shared.domain.language.saying import say
from app.shared.infrastructure.backups.door import Door
from app.shared.infrastructure.backups.session import quoted
from app.shared.infrastructure.postgres.errors import translated

_MARK = "made by guildwright to try a backup, and dropped again"
_COMMENT = (
    "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = $1"
)
_LONGEST = 63
"""Bytes of a name in PostgreSQL."""
_CONNECT_WITHIN_S = 10


class MayNotCreate(Exception):
    """The database user may not create databases."""


def scratch_name(database: str) -> str:
    """Always the same for one database: what was left by a killed trial is found again."""
    ending = f"_trial_{hashlib.sha256(database.encode()).hexdigest()[:8]}"
    return database.encode()[: _LONGEST - len(ending)].decode(errors="ignore") + ending


@asynccontextmanager
async def scratch_database(door: Door) -> AsyncIterator[str]:
    """The name of an empty database on the same server. To be used by one at a time, as a Session
    is. Raises MayNotCreate, DatabaseInUse, StoreUnavailable."""
    name = scratch_name(door.database)
    with translated():
        connection = await asyncpg.connect(door.dsn, timeout=_CONNECT_WITHIN_S)
    try:
        await _drop(connection, name)
        await _create(connection, name)
        try:
            yield name
        finally:
            await _drop(connection, name)
    finally:
        connection.terminate()


async def _create(connection: asyncpg.Connection, name: str) -> None:
    with translated():
        try:
            await connection.execute(f"CREATE DATABASE {quoted(name)} TEMPLATE template0")
        except asyncpg.InsufficientPrivilegeError as error:
            raise MayNotCreate from error
        await connection.execute(f"COMMENT ON DATABASE {quoted(name)} IS '{_MARK}'")


async def _drop(connection: asyncpg.Connection, name: str) -> None:
    """Only what carries our mark: a database that merely has the name may be somebody's."""
    with translated():
        found = await connection.fetchval(_COMMENT, name)
        if found is None:
            return
        if found != _MARK:
            raise DatabaseInUse(
                say(
                    "A database {name} is there, and nothing says that it is for trying backups.",
                    name=name,
                ),
                remedy=say("If nobody needs it: DROP DATABASE {name}", name=quoted(name)),
            )
        await connection.execute(f"DROP DATABASE {quoted(name)} WITH (FORCE)")
