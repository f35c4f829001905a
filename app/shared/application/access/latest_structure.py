"""The design by whose keys the objects of grants are named."""

from app.shared.application.ports.unit_of_work import UnitOfWork
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.structure import Structure


async def structure_within(uow: UnitOfWork, guild_id: GuildId) -> Structure:
    """Of the latest version; an empty one where nothing was saved."""
    latest = await uow.versions.latest(guild_id)
    return Structure() if latest is None else latest.blueprint.structure
