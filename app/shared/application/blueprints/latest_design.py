"""The design that a guild has now."""

from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.blueprint.blueprint import BlueprintVersion
from app.shared.domain.structure.identifiers import GuildId


class LatestDesign:
    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin

    async def __call__(self, guild_id: GuildId) -> BlueprintVersion | None:
        """None where nothing was saved yet."""
        async with self._begin() as uow:
            return await uow.versions.latest(guild_id)
