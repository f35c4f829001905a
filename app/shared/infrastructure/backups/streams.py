"""What a dump flows through, piece by piece: it may be larger than the memory."""

import hashlib
from typing import BinaryIO, Protocol

import pyrage

from app.shared.domain.backups.problems import BackupUnusable
from app.shared.domain.language.saying import say
from app.shared.infrastructure.backups.keys import Identity, Recipient

PIECE_BYTES = 64 * 1024


class Source(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Sink(Protocol):
    def write(self, data: bytes, /) -> int: ...


class Measured:
    """Reads `size` bytes and measures them on the way."""

    def __init__(self, source: BinaryIO, size: int) -> None:
        self._source = source
        self._left = size
        self._hash = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._source.read(wanted)
        self._left -= len(data)
        self._hash.update(data)
        return data

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


class _Remembered:
    """pyrage makes texts of the errors of what it writes to: the first one is kept as it was."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.error: OSError | None = None

    def write(self, data: bytes, /) -> int:
        try:
            return self._sink.write(data)
        except OSError as error:
            self.error = self.error or error
            raise

    def flush(self) -> None: ...


def copy(source: Source, sink: Sink) -> None:
    while data := source.read(PIECE_BYTES):
        sink.write(data)


def encrypt(source: Source, sink: Sink, recipients: list[Recipient]) -> None:
    """Into age's format, which notices every change and every cut. Raises the sink's OSError."""
    remembered = _Remembered(sink)
    try:
        pyrage.encrypt_io(source, remembered, [one.key for one in recipients])
    except (pyrage.EncryptError, OSError):
        if remembered.error is not None:
            raise remembered.error from None
        raise


def decrypt(source: Source, sink: Sink, identity: Identity) -> None:
    """Raises BackupUnusable, for what was cut off too, and the sink's OSError."""
    remembered = _Remembered(sink)
    try:
        pyrage.decrypt_io(source, remembered, [identity.key])
    except pyrage.DecryptError:
        raise BackupUnusable(
            say("This key does not open the backup."),
            remedy=say("Name the secret key of the pair whose public key it was encrypted with."),
        ) from None
    except OSError:
        if remembered.error is not None:
            raise remembered.error from None
        raise BackupUnusable(
            say("The encrypted dump is cut off or was changed."), remedy=say("Take another backup.")
        ) from None
