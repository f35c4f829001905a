"""What every role may do in every channel."""

import asyncio
from dataclasses import dataclass

from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.permissions.effective import Person, usable_permissions
from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.identifiers import EVERYONE, GuildId
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.snapshot import Coverage
from app.shared.domain.structure.structure import Structure


@dataclass(frozen=True, kw_only=True)
class Matrix:
    roles: tuple[Role, ...]
    """From top to bottom; @everyone is the last one."""
    channels: tuple[Channel, ...]
    """In display order, categories among them."""
    permissions: tuple[tuple[int, ...], ...]
    """By channel, then by role: what somebody with only that role can really do there."""
    coverage: Coverage


class ShowMatrix:
    """Of the live guild. Reads it once, however large it is."""

    def __init__(self, begin: BeginUnitOfWork, gateway: GuildGateway) -> None:
        self._begin = begin
        self._gateway = gateway

    async def __call__(self, guild_id: GuildId) -> Matrix:
        """Raises what reading Discord raises."""
        async with self._begin() as uow:
            bindings = await uow.bindings.of(guild_id)
        live = await self._gateway.observe(guild_id, bindings.channel_ids)
        permissions = await asyncio.to_thread(_permissions, live.structure)
        return Matrix(
            roles=live.structure.roles,
            channels=live.structure.channels,
            permissions=permissions,
            coverage=live.coverage,
        )


def _permissions(structure: Structure) -> tuple[tuple[int, ...], ...]:
    people = [Person(roles=frozenset({role.key}) - {EVERYONE}) for role in structure.roles]
    return tuple(
        tuple(usable_permissions(structure, person, channel) for person in people)
        for channel in structure.channels
    )
