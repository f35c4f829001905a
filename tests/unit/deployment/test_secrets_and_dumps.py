"""docker/make-secrets.sh and docker/backup/backup.sh: what they make, and what they never do."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.support.processes import PROJECT

SECRETS = PROJECT / "docker" / "make-secrets.sh"
BACKUP = PROJECT / "docker" / "backup" / "backup.sh"


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


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    """Beside programs as PostgreSQL has them: `pg_restore` reads what `pg_dump` wrote alone."""
    (tmp_path / "password").write_text("swordfish")
    programs = {
        "pg_dump": "for word; do case $word in --file=*) "
        'echo "dump $PGPASSWORD" >"${word#--file=}";; esac; done; exit "${DUMP_ENDS:-0}"',
        "pg_restore": 'for word; do file=$word; done; echo "$*" >>"$LOG"; grep -q dump "$file"',
    }
    for name, script in programs.items():
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
    (tmp_path / "backups").mkdir()
    return tmp_path


def backup(place: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", BACKUP, *words],
        env={
            "PATH": f"{place / 'bin'}:{os.environ['PATH']}",
            "BACKUP_FOLDER": str(place / "backups"),
            "PASSWORD_FILE": str(place / "password"),
            "PGDATABASE": "guildwright",
            "LOG": str(place / "restored"),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def age(path: Path, days: float) -> None:
    then = path.stat().st_mtime - days * 86400
    os.utime(path, (then, then))


def test_a_dump_is_kept_and_told_where(dumps: Path) -> None:
    ended = backup(dumps, "once")

    (dump,) = (dumps / "backups").iterdir()
    assert ended.stdout.strip() == str(dump)
    assert dump.stat().st_mode & 0o077 == 0
    assert backup(dumps, "check").returncode == 0


def test_a_dump_that_fails_is_none(dumps: Path) -> None:
    ended = backup(dumps, "once", DUMP_ENDS="1")

    assert ended.returncode != 0
    assert not list((dumps / "backups").glob("*.dump"))
    assert "no dump yet" in backup(dumps, "check").stdout


def test_a_dump_that_cannot_be_read_counts_for_nothing(dumps: Path) -> None:
    (dumps / "backups" / "guildwright-20260101T000000Z.dump").write_text("torn")

    assert backup(dumps, "check").returncode == 1


def test_a_dump_that_is_too_old_is_told(dumps: Path) -> None:
    backup(dumps, "once")
    (dump,) = (dumps / "backups").iterdir()
    age(dump, 1.5)

    ended = backup(dumps, "check")

    assert ended.returncode == 1
    assert "24 hours" in ended.stdout


def test_old_dumps_go_but_never_the_last_one(dumps: Path) -> None:
    old = dumps / "backups" / "guildwright-20260101T000000Z.dump"
    old.write_text("dump")
    age(old, 15)

    backup(dumps, "once", DUMP_ENDS="1")
    kept = old.exists()
    backup(dumps, "once")

    assert kept
    assert not old.exists()
    assert len(list((dumps / "backups").iterdir())) == 1


def test_restoring_is_all_or_nothing(dumps: Path) -> None:
    dump = backup(dumps, "once").stdout.strip()

    ended = backup(dumps, "restore", dump)

    assert ended.returncode == 0
    words = (dumps / "restored").read_text().splitlines()[-1]
    assert "--single-transaction" in words
    assert "--exit-on-error" in words


@pytest.mark.parametrize("words", [(), ("restore",), ("restore", "nowhere"), ("drop",)])
def test_what_makes_no_sense_is_refused(dumps: Path, words: tuple[str, ...]) -> None:
    assert backup(dumps, *words).returncode != 0
