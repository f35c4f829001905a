from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Integer,
    Text,
    any_,
    bindparam,
    cast,
    column,
    func,
    insert,
    or_,
    select,
)

from app.shared.application.ports.trail import Trail, TrailEntry, TrailQuery
from app.shared.domain.fingerprint import plain
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.postgres.many_rows import given, insert_many
from app.shared.infrastructure.postgres.statements import Statements
from app.shared.infrastructure.postgres.tables import trail

_ADD_ALL = insert_many(trail)
_PAIRS = (
    func.unnest(
        bindparam("guild_ids", type_=ARRAY(BigInteger)), bindparam("subjects", type_=ARRAY(Text))
    )
    .table_valued(column("guild_id", BigInteger), column("subject", Text), name="wanted")
    .render_derived()
)
_KNOWN_OF = (
    select(trail.c.guild_id, trail.c.subject)
    .join(_PAIRS, (_PAIRS.c.guild_id == trail.c.guild_id) & (_PAIRS.c.subject == trail.c.subject))
    .where(trail.c.action == bindparam("action"))
)
_WHOLE = (
    *(trail.c.id, trail.c.guild_id, trail.c.at, trail.c.actor, trail.c.origin, trail.c.action),
    *(trail.c.subject, trail.c.before, trail.c.after, trail.c.details),
)
_NEWEST = (
    select(*_WHOLE)
    .where(trail.c.guild_id == bindparam("guild_id"))
    .order_by(trail.c.id.desc())
    .limit(bindparam("limit", type_=Integer))
)
_NEWEST_OF = _NEWEST.where(
    or_(
        trail.c.action == any_(bindparam("actions", type_=ARRAY(Text))),
        trail.c.action.op("^@", is_comparison=True)(
            any_(bindparam("beginnings", type_=ARRAY(Text)))
        ),
    )
)
_WORDS = func.concat_ws(
    " ",
    trail.c.subject,
    cast(trail.c.before, Text),
    cast(trail.c.after, Text),
    cast(trail.c.details, Text),
)


class SqlTrail(Trail):
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, entry: TrailEntry) -> None:
        await self._statements.execute(insert(trail).values(**_row(entry)))

    async def add_all(self, entries: Iterable[TrailEntry]) -> None:
        rows = [_row(entry) for entry in entries]
        if rows:
            await self._statements.change(_ADD_ALL, given(rows))

    async def list(self, guild_id: GuildId, limit: int = 100) -> tuple[TrailEntry, ...]:
        return await self.page(guild_id, TrailQuery(limit=limit))

    async def page(self, guild_id: GuildId, query: TrailQuery) -> tuple[TrailEntry, ...]:
        wanted = _NEWEST
        values: dict[str, Any] = {"guild_id": guild_id, "limit": query.limit}
        if query.actions:
            wanted = _NEWEST_OF
            values["actions"], values["beginnings"] = _whole_and_begun(query.actions)
        if query.actor:
            wanted = wanted.where(trail.c.actor == query.actor)
        if query.text:
            wanted = wanted.where(_WORDS.icontains(query.text, autoescape=True))
        if query.before is not None:
            wanted = wanted.where(trail.c.id < query.before)
        return tuple(map(_entry, await self._statements.all(wanted, values)))

    async def known(
        self, guild_id: GuildId, action: str, subjects: Iterable[str]
    ) -> frozenset[str]:
        query = (
            select(trail.c.subject)
            .where(trail.c.guild_id == guild_id, trail.c.action == action)
            .where(trail.c.subject.in_([*subjects]))
            .distinct()
        )
        return frozenset(row.subject for row in await self._statements.all(query))

    async def known_of(
        self, action: str, subjects: Iterable[tuple[GuildId, str]]
    ) -> frozenset[tuple[GuildId, str]]:
        wanted = sorted(set(subjects))
        values = {
            "action": action,
            "guild_ids": [guild_id for guild_id, _ in wanted],
            "subjects": [subject for _, subject in wanted],
        }
        rows = await self._statements.all(_KNOWN_OF, values) if wanted else ()
        return frozenset((GuildId(row.guild_id), row.subject) for row in rows)


@lru_cache(maxsize=64)
def _whole_and_begun(actions: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Kept, since the same few are asked for: what is begun only ends with a dot."""
    begun = [one for one in actions if one.endswith(".")]
    return [one for one in actions if one not in begun], begun


def _row(entry: TrailEntry) -> dict[str, Any]:
    return {
        "guild_id": entry.guild_id,
        "at": entry.at,
        "actor": entry.actor,
        "origin": entry.origin,
        "action": entry.action,
        "subject": entry.subject,
        "before": plain(entry.before),
        "after": plain(entry.after),
        "details": plain(entry.details),
    }


def _entry(row: Sequence[Any]) -> TrailEntry:
    id_, guild_id, at, actor, origin, action, subject, before, after, details = row
    return TrailEntry(
        guild_id=GuildId(guild_id),
        at=at,
        actor=actor,
        origin=origin,
        action=action,
        subject=subject,
        before=before,
        after=after,
        details=details,
        id=id_,
    )
