"""What was noticed of drift, with what became of it."""

from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.drift.records import DriftRecord, RecordId
from app.shared.domain.structure.identifiers import GuildId


class ListDrift:
    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin

    async def __call__(
        self, guild_id: GuildId, limit: int = 50, before: RecordId | None = None
    ) -> tuple[DriftRecord, ...]:
        """Newest first."""
        async with self._begin() as uow:
            return await uow.drift_records.list(guild_id, limit, before)

    async def lasting(self, guild_id: GuildId) -> tuple[DriftRecord, ...]:
        """Those that are there now, oldest first: open and ignored ones."""
        async with self._begin() as uow:
            return await uow.drift_records.lasting(guild_id)
