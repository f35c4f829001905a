"""A backup as one file: a tar archive of the dump and of what is known about it.

    database.dump or database.dump.age     as pg_dump --format=custom makes it, or that encrypted
    manifest.json                          always last: a file without it was cut off

Anybody opens it without Guildwright: `tar -xf`, `age --decrypt`, `pg_restore`.
"""

import hashlib
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from app.shared.domain.backups.manifest import Manifest, Origin
from app.shared.domain.backups.problems import BackupUnusable
from app.shared.domain.language.saying import say

PART = ".part"
"""How the name of a file ends that is being written."""
_BLOCK = tarfile.BLOCKSIZE
_FORMAT = 1
_DUMPS = {"database.dump": False, "database.dump.age": True}
_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BackupFile:
    path: Path
    manifest: Manifest

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """At the first byte of the dump."""
        with self.path.open("rb") as file:
            file.seek(_BLOCK)
            yield file


class BackupWriter:
    """Takes the dump by `write`; whole and on the disk after `finish`, else as if nothing had
    been."""

    def __init__(self, path: Path, *, encrypted: bool) -> None:
        self._path = path
        self._part = path.with_name(path.name + PART)
        self._name = next(name for name, sealed in _DUMPS.items() if sealed is encrypted)
        self._encrypted = encrypted
        self._hash = hashlib.sha256()
        self._size = 0
        self._file: BinaryIO

    @contextmanager
    def writing(self) -> Iterator["BackupWriter"]:
        """Raises FileExistsError for a file that is there."""
        if self._path.exists():
            told = say("A file of this name is there already")
            raise FileExistsError(17, told, str(self._path))
        handle = os.open(self._part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(handle, "wb") as self._file:
                # Its size stands there once it is known.
                self._file.write(bytes(_BLOCK))
                yield self
        finally:
            with suppress(FileNotFoundError):
                self._part.unlink()

    def write(self, data: bytes, /) -> int:
        with self._named_errors():
            self._file.write(data)
        self._hash.update(data)
        self._size += len(data)
        return len(data)

    def finish(self, origin: Origin) -> BackupFile:
        manifest = Manifest(
            origin=origin,
            encrypted=self._encrypted,
            size_bytes=self._size,
            sha256=self._hash.hexdigest(),
        )
        text = (json.dumps(_document(manifest), indent=2) + "\n").encode()
        with self._named_errors():
            self._file.write(bytes(-self._size % _BLOCK))
            self._file.write(_header(_MANIFEST, len(text), origin.made_at) + text)
            self._file.write(bytes(-len(text) % _BLOCK + 2 * _BLOCK))
            self._file.seek(0)
            self._file.write(_header(self._name, self._size, origin.made_at))
            self._file.flush()
            os.fsync(self._file.fileno())
        self._part.rename(self._path)
        _sync_folder(self._path.parent)
        return BackupFile(self._path, manifest)

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        """Say of what the disk has no room for."""
        try:
            yield
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self._path)) from error


def read_backup(path: Path) -> BackupFile:
    """What the file says of itself; the dump is not looked at. Raises BackupUnusable, OSError."""
    with path.open("rb") as file:
        dump = _member(file.read(_BLOCK), path)
        if dump.name not in _DUMPS:
            raise _no_backup(path)
        file.seek(_BLOCK + dump.size + -dump.size % _BLOCK)
        header = file.read(_BLOCK)
        if len(header) < _BLOCK or not header.strip(b"\0"):
            raise _cut_off(path)
        told = _member(header, path)
        if told.name != _MANIFEST or told.size > _LARGEST_MANIFEST:
            raise _no_backup(path)
        text = file.read(told.size)
    if len(text) < told.size:
        raise _cut_off(path)
    manifest = _manifest(text, path)
    if (manifest.size_bytes, manifest.encrypted) != (dump.size, _DUMPS[dump.name]):
        raise _no_backup(path)
    return BackupFile(path, manifest)


def _document(manifest: Manifest) -> dict[str, Any]:
    document = {"format": _FORMAT, **asdict(manifest)}
    document["origin"]["made_at"] = manifest.origin.made_at.isoformat()
    return document


def _manifest(text: bytes, path: Path) -> Manifest:
    try:
        document = json.loads(text)
        found = document.pop("format")
        if found != _FORMAT:
            raise BackupUnusable(
                say(
                    "{path} is a backup of a kind that this version does not know ({found}).",
                    path=path,
                    found=found,
                ),
                remedy=say("Restore it with the version that made it, or a newer one."),
            )
        origin = document.pop("origin")
        made_at = datetime.fromisoformat(origin.pop("made_at"))
        rows = {str(table): int(rows) for table, rows in origin.pop("rows").items()}
        origin["tools"] = int(origin["tools"])
        return Manifest(origin=Origin(made_at=made_at, rows=rows, **origin), **document)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _no_backup(path) from None


def _header(name: str, size: int, at: datetime) -> bytes:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o600, int(at.timestamp())
    return member.tobuf(format=tarfile.GNU_FORMAT)


def _member(block: bytes, path: Path) -> tarfile.TarInfo:
    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "replace")
    except tarfile.HeaderError:
        raise _no_backup(path) from None


def _no_backup(path: Path) -> BackupUnusable:
    return BackupUnusable(
        say("{path} is no backup that `guildwright backup` made.", path=path),
        remedy=say("docs/operations.md, Restore, says what to do with a bare dump of pg_dump."),
    )


def _cut_off(path: Path) -> BackupUnusable:
    return BackupUnusable(
        say("{path} is cut off: its end is missing.", path=path),
        remedy=say("Copy it again from where it was made, or take another backup."),
    )


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
