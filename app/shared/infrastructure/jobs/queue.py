"""Asks workers to carry out runs. The queue only triggers: what is true stands in the journal."""

from sqlalchemy.ext.asyncio import AsyncConnection

from app.shared.domain.runs.run import RunId

ENTRYPOINT = "run"


async def enqueue_run(connection: AsyncConnection, id: RunId) -> None:
    """Ask within the connection's transaction. A run that is asked for already is not doubled."""
    # Takes a third of a second to load, which only whoever approves something needs to wait for.
    from pgqueuer import Queries

    raw = await connection.get_raw_connection()
    # The raw connection knows nothing of SQLAlchemy's transaction until a statement has begun it.
    await connection.exec_driver_sql("SELECT 1")
    await Queries.from_asyncpg_connection(raw.driver_connection).enqueue(
        [ENTRYPOINT], [id.encode()], [0], dedupe_key=[f"run:{id}"], on_conflict="skip"
    )
