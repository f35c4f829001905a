from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert as upsert

from app.shared.application.ports.known_users import KnownUser, KnownUsers
from app.shared.domain.structure.identifiers import UserId
from app.shared.infrastructure.postgres.statements import Statements
from app.shared.infrastructure.postgres.tables import known_users

_OF = select(known_users).where(known_users.c.user_id.in_(bindparam("wanted", expanding=True)))


class SqlKnownUsers(KnownUsers):
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def remember(self, user: KnownUser) -> None:
        heard = {
            "name": user.name,
            "display_name": user.display_name,
            "avatar": user.avatar,
            "seen_at": user.seen_at,
        }
        await self._statements.execute(
            upsert(known_users)
            .values(user_id=user.user_id, **heard)
            .on_conflict_do_update(
                index_elements=["user_id"],
                set_=heard,
                where=known_users.c.seen_at <= user.seen_at,
            )
        )

    async def of(self, users: Iterable[UserId]) -> Mapping[UserId, KnownUser]:
        wanted = [*users]
        if not wanted:
            return {}
        return {
            UserId(row.user_id): KnownUser(
                user_id=UserId(row.user_id),
                name=row.name,
                display_name=row.display_name,
                avatar=row.avatar,
                seen_at=row.seen_at,
            )
            for row in await self._statements.all(_OF, {"wanted": wanted})
        }
