"""Which right a route needs. One dependency per route says it; documentation and tests read it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from app.shared.domain.access.refusals import AccessDenied, ScopeMissing
from app.shared.domain.access.rights import Right, Rights
from app.shared.domain.access.tokens import SCOPE_RIGHTS, narrowed
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.container import Container
from app.web.api.identity import Identity, find_identity
from app.web.api.parameters import GuildPath, guild_not_found
from app.web.dependencies import ContainerDep


@dataclass(frozen=True, slots=True, kw_only=True)
class Permitted:
    """Somebody who may do what the route does, in this guild, now."""

    guild_id: GuildId
    identity: Identity
    rights: Rights

    @property
    def actor(self) -> str:
        return self.identity.actor

    @property
    def origin(self) -> str:
        return self.identity.origin


class Requires:
    """A dependency that lets through who holds one of these rights in the guild of the address.

    Whoever holds none there is told that there is no such guild; who holds others, which is
    missing. A token is good for its own guild and scopes only, and for what its owner holds now.
    """

    def __init__(self, *rights: Right) -> None:
        self.rights = rights

    async def __call__(
        self, request: Request, guild_id: GuildPath, container: ContainerDep
    ) -> Permitted:
        identity = await find_identity(request, container)
        return await self.permit(identity, guild_id, container)

    async def permit(
        self, identity: Identity, guild_id: GuildId, container: Container
    ) -> Permitted:
        """Also for looking again at rights while a stream goes on."""
        wanted = self._within_token(identity, guild_id)
        gate = container.gate()
        for right in wanted[:-1]:
            try:
                rights = await gate.require(guild_id, identity.user_id, right)
            except AccessDenied:
                continue
            break
        else:
            rights = await gate.require(guild_id, identity.user_id, wanted[-1])
        if identity.token is not None:
            rights = narrowed(rights, identity.token.rights)
        return Permitted(guild_id=guild_id, identity=identity, rights=rights)

    def _within_token(self, identity: Identity, guild_id: GuildId) -> tuple[Right, ...]:
        token = identity.token
        if token is None:
            return self.rights
        if token.guild_id not in (None, guild_id):
            raise guild_not_found()
        wanted = tuple(right for right in self.rights if right in token.rights)
        if not wanted:
            scopes = [s for s, given in SCOPE_RIGHTS.items() if given & set(self.rights)]
            raise ScopeMissing(
                f"This token is not meant for that: it lacks the scope {' or '.join(scopes)}.",
                remedy="Use a token with that scope, or make one under API tokens.",
            )
        return wanted


Viewer = Annotated[Permitted, Depends(Requires(Right.VIEW))]
Designer = Annotated[Permitted, Depends(Requires(Right.DESIGN))]
Planner = Annotated[Permitted, Depends(Requires(Right.DESIGN, Right.APPLY))]
Approver = Annotated[Permitted, Depends(Requires(Right.APPROVE))]
Applier = Annotated[Permitted, Depends(Requires(Right.APPLY))]
Reverter = Annotated[Permitted, Depends(Requires(Right.ROLLBACK))]
AccessManager = Annotated[Permitted, Depends(Requires(Right.MANAGE_ACCESS))]
