from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Integer, Row, bindparam, insert, select

from app.shared.application.ports.unit_of_work import VersionNotFound, Versions
from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion, VersionHead
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.postgres.documents import to_document
from app.shared.infrastructure.postgres.kept_values import KeptValues, unread
from app.shared.infrastructure.postgres.many_rows import guilds, newest_of_each
from app.shared.infrastructure.postgres.statements import Statements
from app.shared.infrastructure.postgres.tables import versions

_COLUMNS = unread(versions, "blueprint")
_NEWEST_FIRST = (
    select(*_COLUMNS)
    .where(versions.c.guild_id == bindparam("guild_id"))
    .order_by(versions.c.number.desc())
)
_LATEST = _NEWEST_FIRST.limit(1)
_HEADS = _NEWEST_FIRST.with_only_columns(
    versions.c.number, versions.c.author, versions.c.message, versions.c.saved_at
).limit(bindparam("limit", type_=Integer))
"""All of them where the limit is null."""
_NEWEST_OF = newest_of_each(versions, versions.c.number, versions.c.guild_id, versions.c.number)


class SqlVersions(Versions):
    def __init__(self, statements: Statements, kept: KeptValues) -> None:
        self._statements = statements
        self._kept = kept

    async def latest(self, guild_id: GuildId) -> BlueprintVersion | None:
        row = await self._statements.one_or_none(_LATEST, {"guild_id": guild_id})
        return None if row is None else _version(row, self._kept)

    async def get(self, guild_id: GuildId, number: int) -> BlueprintVersion:
        query = select(*_COLUMNS).where(
            versions.c.guild_id == guild_id, versions.c.number == number
        )
        row = await self._statements.one_or_none(query)
        if row is None:
            raise VersionNotFound(
                say("There is no version {number} of this server's design.", number=number),
                remedy=say("Choose one from the list of versions."),
            )
        return _version(row, self._kept)

    async def list(
        self, guild_id: GuildId, limit: int | None = None, before: int | None = None
    ) -> tuple[VersionHead, ...]:
        query = _HEADS
        if before is not None:
            query = query.where(versions.c.number < before)
        values = {"guild_id": guild_id, "limit": limit}
        return tuple(map(_head, await self._statements.all(query, values)))

    async def newest_of(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, int]:
        rows = await self._statements.all(_NEWEST_OF, guilds(guild_ids))
        return {GuildId(row.guild_id): row.number for row in rows}

    async def add(self, version: BlueprintVersion) -> None:
        await self._statements.execute(
            insert(versions).values(
                guild_id=version.guild_id,
                number=version.number,
                text=version.text,
                blueprint=to_document(version.blueprint),
                author=version.author,
                message=version.message,
                saved_at=version.saved_at,
            )
        )


def _head(row: Row[Any]) -> VersionHead:
    return VersionHead(
        number=row.number, author=row.author, message=row.message, saved_at=row.saved_at
    )


def _version(row: Row[Any], kept: KeptValues) -> BlueprintVersion:
    number = row.guild_id, row.number, row.saved_at
    return BlueprintVersion(
        guild_id=GuildId(row.guild_id),
        number=row.number,
        text=row.text,
        blueprint=kept.of(Blueprint, number, row.blueprint),
        author=row.author,
        message=row.message,
        saved_at=row.saved_at,
    )
