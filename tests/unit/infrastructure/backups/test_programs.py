"""Which of PostgreSQL's programs are taken."""

from pathlib import Path

import pytest

from app.shared.domain.backups.problems import ToolsMissing
from app.shared.infrastructure.backups.programs import programs_for


def programs(folder: Path, told: str) -> Path:
    folder.mkdir()
    for name in ("pg_dump", "pg_restore", "psql"):
        (folder / name).write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {told}'\n")
        (folder / name).chmod(0o755)
    return folder


def test_the_oldest_that_are_new_enough_are_taken(tmp_path: Path) -> None:
    folders = tuple(programs(tmp_path / v, v) for v in ("18.1", "15.14 (Debian)", "17.6"))

    assert programs_for(17, folders=folders).folder == tmp_path / "17.6"
    assert programs_for(16, folders=folders).major == 17
    assert programs_for(18, folders=folders).major == 18


def test_programs_that_are_too_old_are_told_with_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(ToolsMissing, match="15") as caught:
        programs_for(17, folders=(programs(tmp_path / "old", "15.14"),))

    assert "postgresql-client-17" in caught.value.remedy


def test_none_at_all_is_told_too(tmp_path: Path) -> None:
    half = programs(tmp_path / "half", "17.6")
    (half / "psql").unlink()
    broken = programs(tmp_path / "broken", "17.6")
    (broken / "pg_dump").write_text("no program")

    with pytest.raises(ToolsMissing, match="not found"):
        programs_for(17, folders=(half, broken, tmp_path / "nowhere"))
