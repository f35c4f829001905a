"""Which is the oldest program that can work with the schema as it is.

A program meets revisions that it does not know when it is started again after a newer one has
migrated: when a release is taken back, and while it is rolled out. What newer ones added is no
matter to it; what they took away is. Each migration says which it is (`contracts`), and the newest
that did take something away stands in the database, for programs that came before it.
"""

from sqlalchemy import Connection, delete, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from app.shared.infrastructure.postgres.tables import schema_floor

_IS_THERE = text("SELECT to_regclass('schema_floor')")


def write_floor(connection: Connection, revision: str) -> None:
    """Nothing before there is a place for it."""
    if connection.scalar(_IS_THERE) is None:
        return
    connection.execute(delete(schema_floor))
    connection.execute(insert(schema_floor).values(revision=revision))


async def read_floor(connection: AsyncConnection) -> str | None:
    """None where nobody has written it."""
    if await connection.scalar(_IS_THERE) is None:
        return None
    found = await connection.scalar(select(schema_floor.c.revision))
    return None if found is None else str(found)
