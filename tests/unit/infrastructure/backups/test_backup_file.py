"""A backup as a file: whole or not there, open to anybody's tools, and told from what is cut."""

import json
import tarfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.shared.domain.backups.manifest import Origin
from app.shared.domain.backups.problems import BackupUnusable
from app.shared.domain.backups.retention import Retention
from app.shared.infrastructure.backups.backup_file import BackupFile, BackupWriter, read_backup
from app.shared.infrastructure.backups.place import forget_old, kept_in, name_for

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
DUMP = b"PGDMP" + bytes(range(256)) * 20


def an_origin(at: datetime = NOON) -> Origin:
    return Origin(
        made_at=at, guildwright="0.1.0", schema="0005", server="17.6", tools=17, rows={"run": 3}
    )


def a_backup(path: Path, at: datetime = NOON, *, encrypted: bool = False) -> BackupFile:
    writer = BackupWriter(path, encrypted=encrypted)
    with writer.writing():
        writer.write(DUMP[:100])
        writer.write(DUMP[100:])
        return writer.finish(an_origin(at))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    written = a_backup(tmp_path / "one.tar")

    read = read_backup(tmp_path / "one.tar")

    assert read == written
    assert read.manifest.origin == an_origin()
    with read.opened() as file:
        assert file.read(len(DUMP)) == DUMP


def test_it_is_an_archive_like_any_other(tmp_path: Path) -> None:
    a_backup(tmp_path / "one.tar", encrypted=True)

    with tarfile.open(tmp_path / "one.tar") as archive:
        names = archive.getnames()
        dump, manifest = (archive.extractfile(name) for name in names)
        assert dump is not None
        assert manifest is not None
        assert names == ["database.dump.age", "manifest.json"]
        assert dump.read() == DUMP
        assert json.loads(manifest.read())["size_bytes"] == len(DUMP)


def test_only_its_owner_reads_it_from_the_first_byte_on(tmp_path: Path) -> None:
    writer = BackupWriter(tmp_path / "one.tar", encrypted=False)

    with writer.writing():
        (part,) = tmp_path.iterdir()
        assert part.stat().st_mode & 0o777 == 0o600
        writer.finish(an_origin())

    assert [(one.name, one.stat().st_mode & 0o777) for one in tmp_path.iterdir()] == [
        ("one.tar", 0o600)
    ]


def test_what_fails_midway_leaves_nothing(tmp_path: Path) -> None:
    writer = BackupWriter(tmp_path / "one.tar", encrypted=False)

    def fails() -> None:
        with writer.writing():
            writer.write(DUMP)
            raise OSError(28, "full")

    with pytest.raises(OSError, match="full"):
        fails()

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "one.tar").write_text("mine")

    with pytest.raises(FileExistsError):
        a_backup(tmp_path / "one.tar")

    assert (tmp_path / "one.tar").read_text() == "mine"


def test_wherever_it_is_cut_it_is_no_backup(tmp_path: Path) -> None:
    whole = a_backup(tmp_path / "one.tar").path.read_bytes()
    end = len(whole.rstrip(b"\0"))
    cut = tmp_path / "cut.tar"

    for size in [0, 1, 511, *range(512, end, 97), end - 1]:
        cut.write_bytes(whole[:size])
        with pytest.raises(BackupUnusable):
            read_backup(cut)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"format": 1', b'"format": 9'),
        (b'"encrypted": false', b'"encrypted":  true'),
        (b'"tools": 17', b'"tools": {}'),
        (b'"schema"', b'"schemb"'),
        (b'"origin": {', b'"origin": [{'),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(tmp_path: Path, old: bytes, new: bytes) -> None:
    path = a_backup(tmp_path / "one.tar").path
    text = path.read_bytes()
    assert old in text
    path.write_bytes(text.replace(old, new))

    with pytest.raises(BackupUnusable):
        read_backup(path)


@pytest.mark.parametrize("content", [b"", b"PGDMP" + bytes(1000), b"\0" * 2048, b"x" * 600])
def test_something_else_is_no_backup(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "one.tar").write_bytes(content)

    with pytest.raises(BackupUnusable):
        read_backup(tmp_path / "one.tar")


def test_old_ones_go_and_everything_else_in_the_folder_stays(tmp_path: Path) -> None:
    days = [NOON - timedelta(days=number) for number in range(4)]
    for at in days:
        a_backup(tmp_path / name_for(at), at)
    before = a_backup(tmp_path / name_for(days[3], prefix="before-restore"), days[3]).path
    (tmp_path / "guildwright-mine.tar").write_text("mine")
    (tmp_path / "guildwright-20261127T115959Z.tar.part").write_text("being written")

    gone = forget_old(tmp_path, Retention(daily=2, weekly=0), datetime.now(UTC))

    assert sorted(gone) == sorted(tmp_path / name_for(at) for at in days[2:])
    assert [one.manifest.origin.made_at for one in kept_in(tmp_path)] == days[:2]
    assert before.exists()
    assert (tmp_path / "guildwright-mine.tar").exists()
    assert (tmp_path / "guildwright-20261127T115959Z.tar.part").exists()


def test_what_was_left_by_a_killed_attempt_goes_after_a_day(tmp_path: Path) -> None:
    part = tmp_path / "guildwright-20261125T120000Z.tar.part"
    part.write_text("half")

    forget_old(tmp_path, Retention(1, 0), datetime.now(UTC) + timedelta(hours=25))

    assert not part.exists()
