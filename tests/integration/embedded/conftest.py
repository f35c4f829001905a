"""Data folders for servers. Making one takes a second, so most tests share one."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from app.shared.infrastructure.embedded.services import EmbeddedServices
from tests.support.processes import processes_of, wait_until_gone


@pytest.fixture
def empty_folder() -> Iterator[Path]:
    """A folder that other users may enter, as a system's data folder is.

    Nothing may be left running in it at the end of the test.
    """
    with _temporary_folder() as folder:
        yield folder
        _fail_if_anything_runs_in(folder)


@pytest.fixture
def services_folder(_prepared: Path) -> Iterator[Path]:
    """The data of servers that ran before, in a path with spaces, with nothing running."""
    yield _prepared
    _fail_if_anything_runs_in(_prepared)


@pytest.fixture
def postgres_folder(services_folder: Path) -> Path:
    return services_folder / "postgres"


@pytest.fixture
def valkey_folder(services_folder: Path) -> Path:
    return services_folder / "valkey"


@pytest.fixture(scope="session")
def _prepared() -> Iterator[Path]:
    with _temporary_folder() as parent:
        folder = parent / "my data"
        with EmbeddedServices(folder, durable=False):
            pass
        yield folder


def _fail_if_anything_runs_in(folder: Path) -> None:
    left = processes_of(folder)
    try:
        wait_until_gone(left)
    except AssertionError:
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        raise


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="guildwright-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
