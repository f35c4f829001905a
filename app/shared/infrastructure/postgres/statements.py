"""Runs statements on one connection, with errors in the words of the ports.

What is asked with every request is a constant of its module with places for values (`bindparam`):
making a statement, and looking up what it was compiled to, costs as much as sending it.
"""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from sqlalchemy import Executable, Row
from sqlalchemy.ext.asyncio import AsyncConnection

from app.shared.infrastructure.postgres.answering import answered, taken
from app.shared.infrastructure.postgres.errors import translated


class Statements:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def execute(self, statement: Executable, rows: list[dict[str, Any]] | None = None) -> int:
        """How many rows were changed."""
        with translated(), answered(self._connection):
            async with nullcontext() if rows is None else taken(self._connection):
                result = await self._connection.execute(statement, rows)
        return result.rowcount

    async def change(self, statement: Executable, values: Mapping[str, Any]) -> int:
        """How many rows were changed."""
        with translated(), answered(self._connection):
            async with taken(self._connection):
                return (await self._connection.execute(statement, values)).rowcount

    async def all(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> Sequence[Row[Any]]:
        with translated(), answered(self._connection):
            return (await self._connection.execute(statement, values)).all()

    async def one_or_none(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> Row[Any] | None:
        with translated(), answered(self._connection):
            return (await self._connection.execute(statement, values)).one_or_none()

    async def scalar(self, statement: Executable) -> Any:
        with translated(), answered(self._connection):
            return (await self._connection.execute(statement)).scalar_one()
