"""Advisory locks on files. The kernel drops them when the holder dies, however it dies."""

import fcntl
import os
import time
from pathlib import Path

_PAUSE_S = 0.005


class FileLock:
    """One holder's view of a lock file. Not shared between threads, not inherited by programs."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd: int | None = None

    def take(self, *, shared: bool = False, within_s: float = 0.0) -> bool:
        """Take the lock, or change the way in which it is held. False: somebody else has it."""
        deadline = time.monotonic() + within_s
        while not self._try(fcntl.LOCK_SH if shared else fcntl.LOCK_EX):
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE_S)
        return True

    def drop(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def fileno(self) -> int:
        """For a program that shall keep the lock for as long as it runs."""
        if self._fd is None:
            self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return self._fd

    def _try(self, how: int) -> bool:
        try:
            fcntl.flock(self.fileno(), how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def is_held(path: Path) -> bool:
    """Whether anybody holds the lock, shared or not."""
    lock = FileLock(path)
    try:
        return not lock.take()
    finally:
        lock.drop()
