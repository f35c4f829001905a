from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, delete, func, insert, or_, select

from app.shared.application.ports.unit_of_work import AllBindings, BindingsMark
from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.identifiers import GuildId, Key
from app.shared.infrastructure.postgres.many_rows import guilds, is_among_guilds
from app.shared.infrastructure.postgres.statements import Statements
from app.shared.infrastructure.postgres.tables import bindings

_OF = select(bindings).where(bindings.c.guild_id == bindparam("guild_id"))
_MARKS_OF = (
    select(
        bindings.c.guild_id,
        func.max(bindings.c.number).label("newest"),
        func.count().label("bound"),
    )
    .where(is_among_guilds(bindings))
    .group_by(bindings.c.guild_id)
)


class SqlBindings(AllBindings):
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def of(self, guild_id: GuildId) -> Bindings:
        rows = await self._statements.all(_OF, {"guild_id": guild_id})
        return Bindings(
            frozenset(Binding(Kind(row.kind), Key(row.key), row.object_id) for row in rows)
        )

    async def marks_of(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, BindingsMark]:
        rows = await self._statements.all(_MARKS_OF, guilds(guild_ids))
        return {GuildId(row.guild_id): BindingsMark(row.newest, row.bound) for row in rows}

    async def bind(self, guild_id: GuildId, kind: Kind, key: Key, id: int) -> None:
        await self._statements.execute(
            delete(bindings).where(
                bindings.c.guild_id == guild_id,
                bindings.c.kind == kind,
                or_(bindings.c.key == key, bindings.c.object_id == id),
            )
        )
        await self._statements.execute(
            insert(bindings).values(guild_id=guild_id, kind=kind, key=key, object_id=id)
        )

    async def unbind(self, guild_id: GuildId, kind: Kind, key: Key) -> None:
        await self._statements.execute(
            delete(bindings).where(
                bindings.c.guild_id == guild_id, bindings.c.kind == kind, bindings.c.key == key
            )
        )
