"""A person's API tokens, without their texts."""

from dataclasses import dataclass

from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.access.tokens import ApiToken
from app.shared.domain.structure.identifiers import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTokensCommand:
    owner: UserId


class ListTokens:
    """Newest first, without those that were revoked; expired ones are shown as such."""

    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin

    async def __call__(self, command: ListTokensCommand) -> tuple[ApiToken, ...]:
        async with self._begin() as uow:
            tokens = await uow.tokens.list(command.owner)
        return tuple(token for token in tokens if token.revoked_at is None)
