"""The design by whose keys the objects of grants are named."""

from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.structure import Structure


async def latest_structure(begin: BeginUnitOfWork, guild_id: GuildId) -> Structure:
    """Of the latest version; an empty one where nothing was saved."""
    async with begin() as uow:
        return await structure_within(uow, guild_id)


async def structure_within(uow: UnitOfWork, guild_id: GuildId) -> Structure:
    latest = await uow.versions.latest(guild_id)
    return Structure() if latest is None else latest.blueprint.structure
