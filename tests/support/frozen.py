"""A PostgreSQL that keeps its connections and takes new ones, and says nothing."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.support.own_services import OwnServices


@contextmanager
def frozen(services: OwnServices) -> Iterator[None]:
    """Until the end of the block. The kernel goes on to take what is sent to it."""
    stopped: set[int] = set()
    try:
        # What the first look overlooks was begun meanwhile, by a server that stands still now.
        for _ in range(2):
            for pid in _servers(services.postgres_folder) - stopped:
                _send(signal.SIGSTOP, pid)
                stopped.add(pid)
        assert stopped
        yield
    finally:
        for pid in stopped:
            _send(signal.SIGCONT, pid)


def _servers(folder: Path) -> set[int]:
    """The server and its processes work in the folder of their data; nobody else does."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (entry / "cwd").samefile(folder / "cluster"):
                found.add(int(entry.name))
    return found


def _send(number: signal.Signals, pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
