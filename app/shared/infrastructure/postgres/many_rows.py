"""Many rows in one statement whose text is always the same, however many they are.

The rows go as one JSON document: a statement of its own for each number of rows would be compiled
and prepared again and again.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ColumnElement,
    Insert,
    Select,
    Table,
    TableValuedAlias,
    Update,
    bindparam,
    column,
    func,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB

from app.shared.domain.structure.identifiers import GuildId

_ROWS = "given_rows"


def insert_many(table: Table) -> Insert:
    """Takes what `given` makes. Rows get their numbers in the order they come in."""
    names = [one.name for one in _written(table)]
    rows = _rows(table, _written(table))
    return insert(table).from_select(names, select(*(rows.c[name] for name in names)))


def update_many(table: Table) -> Update:
    """Takes what `given` makes, of rows that are found by their `id`."""
    columns = _written(table)
    rows = _rows(table, [table.c.id, *columns])
    values = {one.name: rows.c[one.name] for one in columns}
    return update(table).where(table.c.id == rows.c.id).values(values)


def given(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {_ROWS: [{name: _as_json(value) for name, value in row.items()} for row in rows]}


def newest_of_each(table: Table, number: ColumnElement[Any], *columns: Column[Any]) -> Select[Any]:
    """Each guild's row with the highest number. Takes what `guilds` makes."""
    wanted = func.unnest(bindparam("guild_ids", type_=ARRAY(BigInteger))).table_valued(
        column("guild_id", BigInteger), name="wanted"
    )
    wanted = wanted.render_derived()
    newest = (
        select(*columns)
        .where(table.c.guild_id == wanted.c.guild_id)
        .order_by(number.desc())
        .limit(1)
        .lateral("newest")
    )
    return select(newest).select_from(wanted.join(newest, true()))


def is_among_guilds(table: Table) -> ColumnElement[bool]:
    """Takes what `guilds` makes."""
    wanted: ColumnElement[bool] = table.c.guild_id == func.any(
        bindparam("guild_ids", type_=ARRAY(BigInteger))
    )
    return wanted


def guilds(guild_ids: Iterable[GuildId]) -> dict[str, Any]:
    return {"guild_ids": sorted(set(guild_ids))}


def _written(table: Table) -> list[Column[Any]]:
    """All but what the database numbers itself."""
    return [one for one in table.c if one.identity is None]


def _rows(table: Table, columns: list[Column[Any]]) -> TableValuedAlias:
    rows = func.jsonb_to_recordset(bindparam(_ROWS, type_=JSONB)).table_valued(
        *(column(one.name, one.type) for one in columns), name=f"{table.name}_given"
    )
    return rows.render_derived(with_types=True)


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
