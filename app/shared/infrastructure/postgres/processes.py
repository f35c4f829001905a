"""Processes by the names of their connections in pg_stat_activity."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.shared.application.ports.processes import Processes
from app.shared.infrastructure.postgres.answering import answered, connected
from app.shared.infrastructure.postgres.errors import translated

_PREFIX = "guildwright "


class PostgresProcesses(Processes):
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def connections(self) -> Mapping[str, int]:
        query = text(
            "SELECT application_name FROM pg_stat_activity WHERE datname = current_database()"
        )
        with translated():
            async with connected(self._engine) as connection:
                with answered(connection):
                    names = [str(row[0] or "") for row in await connection.execute(query)]
        ours = [name.removeprefix(_PREFIX) for name in names if name.startswith(_PREFIX)]
        return Counter(ours)

    async def server_version(self) -> str:
        with translated():
            async with connected(self._engine) as connection:
                with answered(connection):
                    found = await connection.execute(text("SHOW server_version"))
                return str(found.scalar_one())
