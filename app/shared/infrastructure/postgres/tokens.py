from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from app.shared.application.ports.access_store import Tokens
from app.shared.domain.access.refusals import TokenNotFound
from app.shared.domain.access.tokens import ApiToken, Scope, TokenId
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.postgres.statements import Statements
from app.shared.infrastructure.postgres.tables import tokens


class SqlTokens(Tokens):
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, token: ApiToken, digest: str) -> TokenId:
        statement = (
            insert(tokens)
            .values(
                digest=digest,
                name=token.name,
                owner=token.owner,
                guild_id=token.guild_id,
                scopes=sorted(token.scopes),
                created_at=token.created_at,
                expires_at=token.expires_at,
                last_used_at=token.last_used_at,
                revoked_at=token.revoked_at,
            )
            .returning(tokens.c.id)
        )
        return TokenId(await self._statements.scalar(statement))

    async def get(self, id: TokenId) -> ApiToken:
        row = await self._statements.one_or_none(select(tokens).where(tokens.c.id == id))
        if row is None:
            raise _not_found()
        return _token(row)

    async def by_digest(self, digest: str) -> ApiToken | None:
        row = await self._statements.one_or_none(select(tokens).where(tokens.c.digest == digest))
        return None if row is None else _token(row)

    async def list(self, owner: UserId) -> tuple[ApiToken, ...]:
        query = select(tokens).where(tokens.c.owner == owner).order_by(tokens.c.id.desc())
        return tuple(map(_token, await self._statements.all(query)))

    async def used(self, id: TokenId, at: datetime) -> None:
        await self._statements.execute(
            update(tokens).where(tokens.c.id == id).values(last_used_at=at)
        )

    async def revoke(self, id: TokenId, at: datetime) -> None:
        first = func.coalesce(tokens.c.revoked_at, at)
        revoked = await self._statements.execute(
            update(tokens).where(tokens.c.id == id).values(revoked_at=first)
        )
        if not revoked:
            raise _not_found()


def _not_found() -> TokenNotFound:
    return TokenNotFound(say("There is no such token."), remedy=say("Reload the list of tokens."))


def _token(row: Row[Any]) -> ApiToken:
    return ApiToken(
        id=TokenId(row.id),
        name=row.name,
        owner=UserId(row.owner),
        guild_id=None if row.guild_id is None else GuildId(row.guild_id),
        scopes=frozenset(Scope(scope) for scope in row.scopes),
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
    )
