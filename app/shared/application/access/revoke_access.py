"""Take back what was granted."""

from dataclasses import dataclass

from app.shared.application.access.latest_structure import structure_within
from app.shared.application.access.rights_of import RightsOf
from app.shared.application.access.telling import grant_facts
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.access.actors import actor_of
from app.shared.domain.access.granting import check_revocation
from app.shared.domain.access.grants import Grant
from app.shared.domain.access.rights import GrantId
from app.shared.domain.structure.identifiers import GuildId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeAccessCommand:
    guild_id: GuildId
    grant_id: GrantId
    revoked_by: UserId | None = None
    """None for the operator of the host."""
    origin: str = "cli"


class RevokeAccess:
    def __init__(
        self, begin: BeginUnitOfWork, gateway: GuildGateway, rights_of: RightsOf, clock: Clock
    ) -> None:
        self._begin = begin
        self._gateway = gateway
        self._rights_of = rights_of
        self._clock = clock

    async def __call__(self, command: RevokeAccessCommand) -> Grant:
        """What was revoked. Raises GrantNotFound, GrantRefused, GuildNotFound."""
        taker = None
        if command.revoked_by is not None:
            taker = await self._rights_of.membership(command.guild_id, command.revoked_by)
        hierarchy = await self._gateway.hierarchy(command.guild_id)
        now = self._clock.now()
        async with self._begin() as uow:
            grant = await uow.grants.get(command.guild_id, command.grant_id)
            if taker is not None:
                rights = await self._rights_of.within(uow, taker)
                structure = await structure_within(uow, command.guild_id)
                check_revocation(taker, rights, grant, hierarchy, structure, now)
            await uow.grants.remove(command.guild_id, grant.id)
            await uow.trail.add(
                TrailEntry(
                    guild_id=command.guild_id,
                    at=now,
                    actor=actor_of(command.revoked_by),
                    origin=command.origin,
                    action="access.revoked",
                    subject=str(grant.id),
                    before=grant_facts(grant),
                )
            )
            await uow.commit()
        return grant
