"""Asks workers to carry out runs. The queue only triggers: what is true stands in the journal."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, column, exists, literal_column, table
from sqlalchemy.ext.asyncio import AsyncConnection

from app.shared.domain.runs.run import RunId

ENTRYPOINT = "run"

_JOB = table("pgqueuer", column("dedupe_key"), column("status"))
_OF_A_RUN = "run:"


def is_asked_for(id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a job stands for the run: as the index of the queue's keys holds it, so that it is
    found there."""
    return exists().where(
        _JOB.c.dedupe_key == _OF_A_RUN + id,
        _JOB.c.status.in_([literal_column("'queued'"), literal_column("'picked'")]),
    )


async def enqueue_runs(connection: AsyncConnection, ids: Sequence[RunId]) -> None:
    """Ask within the connection's transaction. A run that is asked for already is not doubled."""
    # Takes a third of a second to load, which only whoever approves something needs to wait for.
    from pgqueuer import Queries

    raw = await connection.get_raw_connection()
    # The raw connection knows nothing of SQLAlchemy's transaction until a statement has begun it.
    await connection.exec_driver_sql("SELECT 1")
    await Queries.from_asyncpg_connection(raw.driver_connection).enqueue(
        [ENTRYPOINT] * len(ids),
        [one.encode() for one in ids],
        [0] * len(ids),
        dedupe_key=[_OF_A_RUN + one for one in ids],
        on_conflict="skip",
    )
