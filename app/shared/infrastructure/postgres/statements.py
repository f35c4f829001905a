"""Runs statements on one connection, with errors in the words of the ports."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable, Row
from sqlalchemy.ext.asyncio import AsyncConnection

from app.shared.infrastructure.postgres.errors import translated


class Statements:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def execute(self, statement: Executable, rows: list[dict[str, Any]] | None = None) -> int:
        """How many rows were changed."""
        async with translated():
            result = await self._connection.execute(statement, rows)
        return result.rowcount

    async def all(self, statement: Executable) -> Sequence[Row[Any]]:
        async with translated():
            return (await self._connection.execute(statement)).all()

    async def one_or_none(self, statement: Executable) -> Row[Any] | None:
        async with translated():
            return (await self._connection.execute(statement)).one_or_none()

    async def scalar(self, statement: Executable) -> Any:
        async with translated():
            return (await self._connection.execute(statement)).scalar_one()
