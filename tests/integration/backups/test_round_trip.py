"""What was backed up comes back, byte for byte, wherever it is put."""

from pathlib import Path

import pytest

from app.shared.domain.backups.problems import (
    BackupFailed,
    BackupTooNew,
    DatabaseInUse,
    DatabaseNotEmpty,
    KeyUnusable,
)
from app.shared.infrastructure.backups.backup_file import read_backup
from app.shared.infrastructure.backups.door import door_to
from app.shared.infrastructure.backups.keys import new_identity
from app.shared.infrastructure.backups.session import session_with
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.migrate import downgrade, revisions
from tests.integration.backups.kept_database import KeptDatabase, Rows, names_in
from tests.support.stores import migrated


async def test_into_an_empty_database(
    kept: KeptDatabase, before: Rows, elsewhere: KeptDatabase, folder: Path
) -> None:
    await kept.backed_up(folder / "one.tar")

    await elsewhere.restored(folder / "one.tar", replace=False)

    assert await elsewhere.everything() == before
    assert len(before["trail"]) == 3000


async def test_into_one_that_was_set_up_and_never_used(
    kept: KeptDatabase, before: Rows, elsewhere: KeptDatabase, folder: Path
) -> None:
    await kept.backed_up(folder / "one.tar")
    await migrated(elsewhere.url)

    await elsewhere.restored(folder / "one.tar", replace=False)

    assert await elsewhere.everything() == before


async def test_over_what_came_afterwards(kept: KeptDatabase, before: Rows, folder: Path) -> None:
    await kept.backed_up(folder / "one.tar")
    await kept.does("DELETE FROM trail WHERE id > 10; DROP TABLE run_step, run_kept_members")

    await kept.restored(folder / "one.tar")

    assert await kept.everything() == before


async def test_encrypted_and_only_with_its_key(
    kept: KeptDatabase, before: Rows, elsewhere: KeptDatabase, folder: Path
) -> None:
    key = new_identity()
    made = await kept.backed_up(folder / "one.tar", [key.recipient()])

    with pytest.raises(KeyUnusable, match="encrypted"):
        await elsewhere.restored(folder / "one.tar")
    await elsewhere.restored(folder / "one.tar", identity=key)

    assert await elsewhere.everything() == before
    assert made.manifest.encrypted
    assert b"PGDMP" not in made.path.read_bytes()


async def test_what_goes_on_meanwhile_is_in_neither_half(
    kept: KeptDatabase,
) -> None:
    """Rows are counted in the very state that is dumped."""
    door = door_to(kept.url)
    async with session_with(door, "guildwright backup") as session, session.snapshot():
        await kept.does("DELETE FROM trail WHERE id <= 1000")

        assert (await session.rows())["trail"] == 3000


async def test_data_is_not_replaced_unless_told(
    kept: KeptDatabase, before: Rows, folder: Path
) -> None:
    await kept.backed_up(folder / "one.tar")

    with pytest.raises(DatabaseNotEmpty, match="not empty"):
        await kept.restored(folder / "one.tar", replace=False)

    assert await kept.everything() == before


async def test_tables_of_somebody_else_are_never_touched(
    kept: KeptDatabase, elsewhere: KeptDatabase, folder: Path
) -> None:
    await kept.backed_up(folder / "one.tar")
    await elsewhere.does("CREATE TABLE invoice (id int); INSERT INTO invoice VALUES (1)")

    with pytest.raises(DatabaseNotEmpty, match="invoice"):
        await elsewhere.restored(folder / "one.tar")

    assert (await elsewhere.everything())["invoice"] == ["(1)"]


async def test_nobody_works_at_the_database_meanwhile(
    kept: KeptDatabase, before: Rows, folder: Path
) -> None:
    await kept.backed_up(folder / "one.tar")

    async with kept.connection() as other:
        await other.execute("SET application_name = 'guildwright bot'")
        with pytest.raises(DatabaseInUse, match="guildwright bot"):
            await kept.restored(folder / "one.tar")

    assert await kept.everything() == before


async def test_one_at_a_time(kept: KeptDatabase, folder: Path) -> None:
    async with session_with(door_to(kept.url), "guildwright backup"):
        with pytest.raises(DatabaseInUse, match="Another"):
            await kept.backed_up(folder / "one.tar")

    assert names_in(folder) == []


async def test_an_older_schema_takes_the_place_of_a_newer_one(
    kept: KeptDatabase, elsewhere: KeptDatabase, folder: Path
) -> None:
    """What the newer one added goes with it, or migrating up again would find it in its way."""
    engine = create_engine(kept.url)
    await downgrade(engine, revisions()[-2])
    await engine.dispose()
    old = await kept.everything()
    await kept.backed_up(folder / "old.tar")
    await migrated(elsewhere.url)

    await elsewhere.restored(folder / "old.tar")

    assert await elsewhere.everything() == old
    await migrated(elsewhere.url)
    assert await elsewhere.schema() == revisions()[-1]


async def test_a_newer_schema_is_refused(kept: KeptDatabase, before: Rows, folder: Path) -> None:
    await kept.does("CREATE TABLE was AS TABLE alembic_version")
    await kept.does("UPDATE alembic_version SET version_num = '9999'")
    await kept.backed_up(folder / "new.tar")
    await kept.does("UPDATE alembic_version SET version_num = (SELECT version_num FROM was)")
    await kept.does("DROP TABLE was")

    with pytest.raises(BackupTooNew, match="9999"):
        await kept.restored(folder / "new.tar")

    assert await kept.everything() == before


async def test_of_an_empty_database_there_is_no_backup(
    elsewhere: KeptDatabase, folder: Path
) -> None:
    with pytest.raises(BackupFailed, match="empty"):
        await elsewhere.backed_up(folder / "one.tar")

    assert names_in(folder) == []


async def test_what_is_kept_says_where_it_is_from(kept: KeptDatabase, folder: Path) -> None:
    await kept.backed_up(folder / "one.tar")

    origin = read_backup(folder / "one.tar").manifest.origin

    assert origin.schema == revisions()[-1]
    assert origin.rows["trail"] == 3000
    assert origin.rows["known_user"] == 1
