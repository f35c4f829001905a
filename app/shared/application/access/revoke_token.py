"""Make an API token good for nothing, at once."""

from dataclasses import dataclass, replace

from app.shared.application.access.telling import token_facts
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.access.actors import actor_of
from app.shared.domain.access.refusals import TokenNotFound
from app.shared.domain.access.tokens import ApiToken, TokenId
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeTokenCommand:
    owner: UserId
    token_id: TokenId
    origin: str = "web"


class RevokeToken:
    """Only its owner knows of a token. Revoking it again changes nothing."""

    def __init__(self, begin: BeginUnitOfWork, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    async def __call__(self, command: RevokeTokenCommand) -> ApiToken:
        """Raises TokenNotFound, also for a token of somebody else."""
        now = self._clock.now()
        async with self._begin() as uow:
            token = await uow.tokens.get(command.token_id)
            if token.owner != command.owner:
                raise TokenNotFound(
                    say("There is no such token."), remedy=say("Reload the list of tokens.")
                )
            if token.revoked_at is not None:
                return token
            await uow.tokens.revoke(token.id, now)
            await uow.trail.add(
                TrailEntry(
                    guild_id=token.guild_id,
                    at=now,
                    actor=actor_of(token.owner),
                    origin=command.origin,
                    action="token.revoked",
                    subject=str(token.id),
                    before=token_facts(token),
                )
            )
            await uow.commit()
        return replace(token, revoked_at=now)
