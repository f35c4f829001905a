"""Kept lines of the log in PostgreSQL. They stand beside all units of work: no line waits for one,
and none is undone with one."""

import logging
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ARRAY, Row, Text, cast, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from app.shared.application.logging.configuration import LogLevel
from app.shared.application.ports.log_lines import LARGEST_PAGE, LogLine, LogLines, NumberedLine
from app.shared.infrastructure.postgres.answering import answered, connected
from app.shared.infrastructure.postgres.errors import translated
from app.shared.infrastructure.postgres.tables import log_lines as table

_REFERENCES = ("request_id", "interaction_id", "run_id")
_AT_A_TIME = 5000
_NUL = "\x00"


class SqlLogLines(LogLines):
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def keep(self, lines: Sequence[LogLine]) -> None:
        if not lines:
            return
        with translated():
            async with connected(self._engine) as connection:
                with answered(connection):
                    await connection.execute(insert(table), [_row(line) for line in lines])
                    await connection.commit()

    async def latest(
        self,
        *,
        least: LogLevel = LogLevel.DEBUG,
        reference: str | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> tuple[NumberedLine, ...]:
        query = select(table).order_by(table.c.number.desc()).limit(min(limit, LARGEST_PAGE))
        if least is not LogLevel.DEBUG:
            query = query.where(table.c.level >= _number(least))
        if reference is not None:
            query = query.where(table.c.refs.op("@>")(cast([reference], ARRAY(Text))))
        if before is not None:
            query = query.where(table.c.number < before)
        with translated():
            async with connected(self._engine) as connection:
                with answered(connection):
                    return tuple(map(_line, (await connection.execute(query)).all()))

    async def forget(self, before: datetime) -> int:
        old = select(table.c.number).where(table.c.at < before).limit(_AT_A_TIME)
        with translated():
            async with connected(self._engine) as connection:
                with answered(connection):
                    gone = await connection.execute(
                        # Several processes do this; none waits for another.
                        delete(table).where(
                            table.c.number.in_(old.with_for_update(skip_locked=True))
                        )
                    )
                    await connection.commit()
        return gone.rowcount


def _row(line: LogLine) -> dict[str, object]:
    return {
        "at": line.at,
        "level": logging.getLevelNamesMapping().get(line.level.upper(), logging.INFO),
        "process": line.process,
        # What PostgreSQL takes in no text.
        "logger": line.logger.replace(_NUL, ""),
        "event": line.event.replace(_NUL, ""),
        "exception": line.exception.replace(_NUL, ""),
        "fields": {
            name.replace(_NUL, ""): value.replace(_NUL, "") for name, value in line.fields.items()
        },
        "refs": [line.fields[name] for name in _REFERENCES if name in line.fields],
    }


def _line(row: Row[tuple[object, ...]]) -> NumberedLine:
    return NumberedLine(
        number=row.number,
        line=LogLine(
            at=row.at,
            level=logging.getLevelName(row.level).lower(),
            process=row.process,
            logger=row.logger,
            event=row.event,
            exception=row.exception,
            fields=row.fields,
        ),
    )


def _number(level: LogLevel) -> int:
    return logging.getLevelNamesMapping()[level.upper()]
