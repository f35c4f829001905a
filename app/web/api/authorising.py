"""Which right a route needs. One dependency per route says it; documentation and tests read it."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from app.shared.domain.access.refusals import AccessDenied, ScopeMissing
from app.shared.domain.access.rights import Right, Rights
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.container import Container
from app.web.api.identity import Identity, find_identity
from app.web.api.parameters import GuildPath
from app.web.dependencies import container_of


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
    missing: the first, which the action takes in general. A token is good for its own guild and
    scopes only, and for what its owner holds now; with `by_token` it takes that right whatever
    people need.
    """

    def __init__(self, *rights: Right, by_token: Right | None = None) -> None:
        self.rights = rights
        self.rights_by_token = rights if by_token is None else (by_token,)

    async def __call__(self, request: Request, guild_id: GuildPath) -> Permitted:
        container = container_of(request)
        identity = await find_identity(request, container)
        return await self.permit(identity, guild_id, container)

    async def permit(
        self, identity: Identity, guild_id: GuildId, container: Container
    ) -> Permitted:
        """Also for looking again at rights while a stream goes on."""
        first, *others = self.rights if identity.token is None else self.rights_by_token
        try:
            return await self._permit(identity, guild_id, container, first)
        except (AccessDenied, ScopeMissing):
            for right in others:
                with suppress(AccessDenied, ScopeMissing):
                    return await self._permit(identity, guild_id, container, right)
            raise

    async def _permit(
        self, identity: Identity, guild_id: GuildId, container: Container, right: Right
    ) -> Permitted:
        rights = await container.gate().require(
            guild_id, identity.user_id, right, token=identity.token
        )
        return Permitted(guild_id=guild_id, identity=identity, rights=rights)


Viewer = Annotated[Permitted, Depends(Requires(Right.VIEW))]
Designer = Annotated[Permitted, Depends(Requires(Right.DESIGN))]
Planner = Annotated[Permitted, Depends(Requires(Right.DESIGN, Right.APPLY))]
Approver = Annotated[Permitted, Depends(Requires(Right.APPROVE))]
Chooser = Annotated[Permitted, Depends(Requires(Right.DESIGN, Right.APPLY, Right.ROLLBACK))]
Applier = Annotated[Permitted, Depends(Requires(Right.APPLY))]
Starter = Annotated[Permitted, Depends(Requires(Right.APPLY, Right.ROLLBACK))]
"""Starts or steers a run. Which of the two it takes, the use case knows, which knows the plan."""
Reverter = Annotated[Permitted, Depends(Requires(Right.ROLLBACK))]
AccessManager = Annotated[Permitted, Depends(Requires(Right.MANAGE_ACCESS))]
Revoker = Annotated[Permitted, Depends(Requires(Right.VIEW, by_token=Right.MANAGE_ACCESS))]
"""People may give up what was granted to them; whatever else they may take, the use case knows."""
