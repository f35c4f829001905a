"""docker/make-secrets.sh: what it makes, and what it never does."""

import subprocess
from pathlib import Path

import pytest

from tests.support.processes import PROJECT

SECRETS = PROJECT / "docker" / "make-secrets.sh"


def made(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", SECRETS, *words, folder], capture_output=True, text=True, check=True
    )


def test_passwords_are_random_and_the_same_wherever_they_stand(tmp_path: Path) -> None:
    made(tmp_path / "a")
    made(tmp_path / "b")

    password, other = ((tmp_path / one / "postgres_password").read_text() for one in "ab")
    redis = (tmp_path / "a" / "redis_password").read_text()
    assert len(password) == 48
    assert password != other
    assert f":{password}@postgres:5432/" in (tmp_path / "a" / "database_url").read_text()
    assert f":{redis}@redis:6379/" in (tmp_path / "a" / "redis_url").read_text()
    assert f"requirepass {redis}\n" in (tmp_path / "a" / "redis_conf").read_text()


def test_nobody_else_gets_into_the_folder_and_containers_read_the_files(tmp_path: Path) -> None:
    made(tmp_path / "secrets", "--sandbox")

    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "secrets").iterdir()} == {0o444}


def test_what_is_there_stays(tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / "redis_password").chmod(0o600)
    (tmp_path / "redis_password").write_text("mine")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    made(tmp_path)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_no_secret_is_printed(tmp_path: Path) -> None:
    ended = made(tmp_path, "--sandbox")

    for path in tmp_path.iterdir():
        if path.name != "alert_webhook_url":
            assert path.read_text().strip() not in ended.stdout + ended.stderr


def test_what_discord_gives_is_asked_for_until_it_is_there(tmp_path: Path) -> None:
    assert "discord_token" in made(tmp_path).stdout
    assert (
        "discord_token" not in made(tmp_path / "other", "--sandbox").stdout.partition("for you")[2]
    )


def test_with_the_sandbox_everything_is_there(tmp_path: Path) -> None:
    made(tmp_path, "--sandbox")

    assert all(path.stat().st_size for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    "path",
    [
        "docker/.env",
        "docker/images.env",
        "docker-compose.override.yml",
        "backups/before-20260101T000000Z.tar",
        "copied/guildwright-20260101T000000Z.tar",
        "guildwright-backup.key",
    ],
)
def test_what_the_guides_lay_into_the_folder_is_never_committed(path: str) -> None:
    ended = subprocess.run(["git", "check-ignore", "--quiet", path], cwd=PROJECT, check=False)

    assert ended.returncode == 0
