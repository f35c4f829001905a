"""What became of backups, in the database that they are of."""

from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from app.shared.application.ports.backup_records import (
    BackupRecord,
    BackupRecords,
    BackupStanding,
    RestoreCheck,
)
from app.shared.infrastructure.postgres.answering import answered, connected
from app.shared.infrastructure.postgres.errors import translated
from app.shared.infrastructure.postgres.tables import backup_records

_KEPT = 200
_ROWS = backup_records.c
_GOOD = and_(_ROWS.trouble == "", _ROWS.check_result != RestoreCheck.FAILED.value)


class PostgresBackupRecords(BackupRecords):
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(self, record: BackupRecord) -> None:
        row = insert(backup_records).values(
            at=record.at,
            file=record.file,
            size_bytes=record.size_bytes,
            encrypted=record.encrypted,
            trouble=record.trouble,
            check_result=record.check.value,
            check_trouble=record.check_trouble,
            due_at=record.due_at,
        )
        with translated():
            async with connected(self._engine) as connection:
                with answered(connection):
                    await connection.execute(row)
                    await connection.execute(_forgetting())
                    await connection.commit()

    async def standing(self) -> BackupStanding:
        with translated():
            async with connected(self._engine) as connection:
                with answered(connection):
                    last = await _last(connection)
                    good = last if last is None or last.is_good else await _last(connection, _GOOD)
        return BackupStanding(last, good)


def _forgetting() -> Any:
    newest = select(_ROWS.id).order_by(_ROWS.id.desc())
    return delete(backup_records).where(
        _ROWS.id.not_in(newest.limit(_KEPT)), _ROWS.id.not_in(newest.where(_GOOD).limit(1))
    )


async def _last(
    connection: AsyncConnection, where: ColumnElement[bool] | None = None
) -> BackupRecord | None:
    query = select(backup_records).order_by(_ROWS.id.desc()).limit(1)
    found = await connection.execute(query if where is None else query.where(where))
    row = found.first()
    return None if row is None else _record(row)


def _record(row: Row[Any]) -> BackupRecord:
    return BackupRecord(
        at=row.at,
        file=row.file,
        size_bytes=row.size_bytes,
        encrypted=row.encrypted,
        trouble=row.trouble,
        check=RestoreCheck(row.check_result),
        check_trouble=row.check_trouble,
        due_at=row.due_at,
    )
