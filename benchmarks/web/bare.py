"""The least that could answer as a route of ours does: the same SQL through the same pool.

What a route asks the database is recorded while it answers once. The bare route sends just those
statements, in the same transactions, and answers with the same body from memory: no sign-in, no
rights, no limits, no Redis, no view to build.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Response
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine


@dataclass(slots=True)
class Recording:
    """The statements of each transaction, with their values."""

    transactions: list[list[tuple[str, Any]]] = field(default_factory=list)


@contextmanager
def recorded(engine: AsyncEngine) -> Iterator[Recording]:
    found = Recording()

    def begin(_connection: Any) -> None:
        found.transactions.append([])

    def execute(_c: Any, _cursor: Any, text: str, values: Any, _context: Any, _m: Any) -> None:
        found.transactions[-1].append((text, values))

    sync = engine.sync_engine
    event.listen(sync, "begin", begin)
    event.listen(sync, "before_cursor_execute", execute)
    try:
        yield found
    finally:
        event.remove(sync, "begin", begin)
        event.remove(sync, "before_cursor_execute", execute)


def bare_route(
    app: FastAPI, path: str, engine: AsyncEngine, recording: Recording, body: bytes, kind: str
) -> None:
    app.get(path)(_answer(engine, recording, body, kind))


def _answer(engine: AsyncEngine, recording: Recording, body: bytes, kind: str) -> Callable[[], Any]:
    async def answer() -> Response:
        for statements in recording.transactions:
            async with engine.connect() as connection, connection.begin():
                for text, values in statements:
                    result = await connection.exec_driver_sql(text, values)
                    if result.returns_rows:
                        result.all()
        return Response(body, media_type=kind)

    return answer
