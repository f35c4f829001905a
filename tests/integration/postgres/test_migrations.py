"""Every revision can be gone up and down, and the newest is what the code works with."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.shared.application.ports.unit_of_work import SchemaMismatch, SnapshotId
from app.shared.domain.errors import Invalid
from app.shared.domain.planning.changes import ChangeKind
from app.shared.infrastructure.postgres import alembic_steps
from app.shared.infrastructure.postgres.alembic_steps import step_down, step_up
from app.shared.infrastructure.postgres.documents import to_document
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.migrate import (
    MIGRATIONS,
    check_schema,
    downgrade,
    migrate,
    revisions,
)
from app.shared.infrastructure.postgres.tables import metadata
from app.shared.infrastructure.postgres.unit_of_work import BeginSqlUnitOfWork
from tests.contracts.kept import a_rich_plan
from tests.support.builders import GUILD, NOON


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(database_url)
    yield engine
    await engine.dispose()


async def test_every_revision_goes_up_and_down_and_up_again(engine: AsyncEngine) -> None:
    for revision, before in zip(revisions(), ("base", *revisions()), strict=False):
        await migrate(engine, revision)
        await downgrade(engine, before)
        await migrate(engine, revision)

    await check_schema(engine)


def test_the_files_are_named_for_the_revisions_in_them() -> None:
    script = ScriptDirectory(str(MIGRATIONS))

    walked = [one.revision for one in script.walk_revisions()]

    assert list(revisions()) == walked[::-1]


async def test_going_all_the_way_down_leaves_nothing(engine: AsyncEngine) -> None:
    await migrate(engine)

    await downgrade(engine, "base")

    async with engine.connect() as connection:
        left = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert left == ["alembic_version"]


async def test_the_newest_revision_is_what_the_tables_say(engine: AsyncEngine) -> None:
    await migrate(engine)

    def differences(connection: Connection) -> list[object]:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
        return [one for one in found if "pgqueuer" not in str(one)]

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_two_that_migrate_at_once_do_it_once(engine: AsyncEngine, database_url: str) -> None:
    other = create_engine(database_url)

    await asyncio.gather(migrate(engine), migrate(other))

    await other.dispose()
    await check_schema(engine)


async def test_a_step_has_the_lock_and_little_time_and_leaves_neither_behind(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[object, ...]] = []

    def look(connection: Connection, _folder: Path, _revision: str) -> None:
        asked = (
            "SELECT count(*), current_setting('lock_timeout'), current_setting('statement_timeout')"
            " FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        )
        seen.append(tuple(connection.execute(text(asked)).one()))

    def fail(connection: Connection, folder: Path, revision: str) -> None:
        look(connection, folder, revision)
        connection.execute(text("SELECT 1 / 0"))

    monkeypatch.setattr(alembic_steps, "step_up", fail)
    with pytest.raises(Invalid):
        await migrate(engine)
    async with engine.connect() as connection:
        await connection.run_sync(look, Path(), "")

    assert seen == [(1, "10s", "1min"), (0, "0", "0")]


async def test_an_empty_database_is_told_apart_and_says_what_to_do(engine: AsyncEngine) -> None:
    with pytest.raises(SchemaMismatch, match="empty") as caught:
        await check_schema(engine)

    assert "guildwright migrate" in caught.value.remedy


async def test_an_older_database_says_what_to_do(engine: AsyncEngine) -> None:
    await migrate(engine, revisions()[0])

    with pytest.raises(SchemaMismatch, match="older") as caught:
        await check_schema(engine)

    assert "guildwright migrate" in caught.value.remedy


async def migrated_by_a_newer_program(engine: AsyncEngine, floor: str | None) -> None:
    await migrate(engine)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        await connection.execute(text("DELETE FROM schema_floor"))
        if floor is not None:
            await connection.execute(
                text("INSERT INTO schema_floor VALUES (:floor)"), {"floor": floor}
            )


@pytest.mark.parametrize("floor", ["0003", "0006"])
async def test_what_a_newer_program_only_added_to_can_be_worked_with(
    engine: AsyncEngine, floor: str
) -> None:
    await migrated_by_a_newer_program(engine, floor)

    await check_schema(engine)
    await migrate(engine)

    async with engine.connect() as connection:
        left = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    assert left == "9999"


@pytest.mark.parametrize("floor", ["9998", None])
async def test_what_a_newer_program_took_something_away_from_is_refused(
    engine: AsyncEngine, floor: str | None
) -> None:
    await migrated_by_a_newer_program(engine, floor)

    for attempt in (check_schema, migrate):
        with pytest.raises(SchemaMismatch, match="newer") as caught:
            await attempt(engine)
        assert "Update" in caught.value.remedy


async def test_the_oldest_program_that_can_go_on_is_written_with_every_step(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    """Through steps that are not there yet, beside the real ones."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder)
    newest = revisions()[-1]
    for revision, before, contracts in (("7001", newest, False), ("7002", "7001", True)):
        (folder / "versions" / f"{revision}_later.py").write_text(
            f"revision = {revision!r}\ndown_revision = {before!r}\nbranch_labels = None\n"
            f"depends_on = None\ncontracts = {contracts}\n\n\n"
            "def upgrade() -> None: ...\n\n\ndef downgrade() -> None: ...\n"
        )
    floors = []

    async with engine.connect() as connection:
        for step, to in (
            (step_up, newest),
            (step_up, "7001"),
            (step_up, "7002"),
            (step_down, "7001"),
        ):
            await connection.run_sync(step, folder, to)
            await connection.commit()
            floors.append(await connection.scalar(text("SELECT revision FROM schema_floor")))
            await connection.commit()

    assert floors == ["0003", "0003", "7002", "0003"]
    await check_schema(engine)


async def test_plans_from_before_are_listed_like_new_ones(engine: AsyncEngine) -> None:
    plan = a_rich_plan()
    await migrate(engine, "0002")
    async with engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO snapshot (id, guild_id, taken_at, snapshot, bindings) "
                "OVERRIDING SYSTEM VALUE VALUES (1, :guild, :at, '{}', '{}')"
            ),
            {"guild": GUILD, "at": NOON},
        )
        await connection.execute(
            text(
                "INSERT INTO plan (guild_id, hash, snapshot_id, plan, made_at) "
                "VALUES (:guild, :hash, 1, cast(:plan AS jsonb), :at)"
            ),
            {
                "guild": GUILD,
                "hash": plan.hash,
                "plan": json.dumps(to_document(plan)),
                "at": plan.made_at,
            },
        )
        await connection.execute(
            text(
                "INSERT INTO trail (guild_id, at, actor, origin, action, subject, details) "
                "VALUES (:guild, :at, 'user:42', 'cli', 'plan.made', :hash, '{}')"
            ),
            {"guild": GUILD, "at": NOON, "hash": plan.hash},
        )

    await migrate(engine)

    async with BeginSqlUnitOfWork(engine)() as uow:
        (old,) = await uow.plans.list(GUILD)
        snapshot_id = SnapshotId(1)
        await uow.plans.add(plan, snapshot_id, made_by="user:42")
        new, _ = await uow.plans.list(GUILD)
    assert replace(old, id=new.id) == new
    assert (old.changes, old.warns, old.made_by) == ({ChangeKind.DELETE: 1}, 1, "user:42")
