"""Servers on our files that we did not start, and starts that meet each other half-way."""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from app.shared.domain.errors import Unavailable
from app.shared.infrastructure.embedded.binaries import postgres_programs
from app.shared.infrastructure.embedded.cluster import Cluster
from app.shared.infrastructure.embedded.passwords import write_private
from app.shared.infrastructure.embedded.ports import free_port
from app.shared.infrastructure.embedded.postgres import EmbeddedPostgres
from app.shared.infrastructure.embedded.process import quiet_environment
from app.shared.infrastructure.embedded.services import EmbeddedServices
from app.shared.infrastructure.embedded.unprivileged import unprivileged_identity
from tests.integration.embedded.starting import Installation, sql


@pytest.fixture
def started_by_hand(postgres_folder: Path) -> Iterator[int]:
    """The port of a server that somebody started on our files without asking us."""
    cluster = Cluster(postgres_folder / "cluster", postgres_programs())
    program = cluster.programs / "postgres"
    port = free_port()
    command = unprivileged_identity(program, postgres_folder).command(
        *(str(program), "-D", str(cluster.folder), "-k", "", "-p", str(port))
    )
    with subprocess.Popen(command, env=quiet_environment(), stderr=subprocess.DEVNULL) as server:
        spin_until(lambda: (found := cluster.postmaster()) is not None and found.is_ready)
        yield port
        server.terminate()


def test_a_server_that_somebody_started_on_our_files_is_used_and_left_running(
    postgres_folder: Path, started_by_hand: int
) -> None:
    with EmbeddedPostgres(postgres_folder) as server:
        url = server.url

    assert make_url(url).port == started_by_hand
    assert sql(url, "SELECT 1") == 1


def test_a_server_that_does_not_take_our_password_is_not_touched(
    postgres_folder: Path, started_by_hand: int
) -> None:
    password_file = postgres_folder / "password"
    password = password_file.read_text()
    write_private(password_file, "another")

    try:
        with pytest.raises(Unavailable) as refused, EmbeddedPostgres(postgres_folder):
            pass
    finally:
        write_private(password_file, password)

    assert "does not take the password" in str(refused.value)
    with EmbeddedPostgres(postgres_folder) as server:
        assert make_url(server.url).port == started_by_hand


def test_two_first_starts_at_the_same_moment_share_one_server(empty_folder: Path) -> None:
    with Installation(empty_folder) as one, Installation(empty_folder) as other:
        urls = {one.urls(), other.urls()}
        ended = [one.finish(), other.finish()]

    assert len(urls) == 1
    assert ended == [0, 0]


def test_kill_9_while_the_database_is_being_made_leaves_nothing_in_the_way(
    empty_folder: Path,
) -> None:
    draft = empty_folder / "postgres" / "cluster.new"
    with Installation(empty_folder) as killed:
        spin_until(draft.exists)
        killed.kill()

        with EmbeddedServices(empty_folder, durable=False) as services:
            answer = sql(services.database_url, "SELECT 1")

    assert answer == 1
    assert not draft.exists()


def spin_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline
