"""Several processes, one server: it lives as long as somebody uses it, and no longer."""

import os
import signal
from collections.abc import Iterable
from pathlib import Path

import pytest

from app.shared.infrastructure.embedded import guard
from app.shared.infrastructure.embedded.cluster import Cluster
from app.shared.infrastructure.embedded.postgres import EmbeddedPostgres
from app.shared.infrastructure.embedded.process import GuardedProcess
from app.shared.infrastructure.embedded.services import EmbeddedServices
from app.shared.infrastructure.embedded.valkey import EmbeddedValkey
from tests.integration.embedded.starting import Installation, sql
from tests.support.processes import processes_of, wait_until_gone


def test_a_second_process_joins_the_servers_and_keeps_them_when_the_first_leaves(
    services_folder: Path,
) -> None:
    with Installation(services_folder) as first, EmbeddedServices(services_folder) as second:
        same = first.urls() == (second.database_url, second.redis_url)
        ended = first.finish()
        answer = sql(second.database_url, "SELECT 1")

    assert same
    assert ended == 0
    assert answer == 1
    assert processes_of(services_folder) == set()


def test_kill_9_of_a_joined_process_leaves_the_servers_to_the_others(
    services_folder: Path,
) -> None:
    with EmbeddedServices(services_folder) as services, Installation(services_folder) as joined:
        joined.urls()
        joined.kill()

        answer = sql(services.database_url, "SELECT 1")

    assert answer == 1


def test_kill_9_of_the_only_user_ends_both_servers_and_the_next_start_has_the_data(
    services_folder: Path,
) -> None:
    with Installation(services_folder) as killed:
        database_url, _ = killed.urls()
        sql(database_url, "CREATE TABLE IF NOT EXISTS survived (n int)")
        sql(database_url, "INSERT INTO survived VALUES (1)")
        servers = processes_of(services_folder)
        killed.kill()
        wait_until_gone(servers - {killed.process.pid})

    with EmbeddedServices(services_folder) as services:
        rows = sql(services.database_url, "SELECT n FROM survived LIMIT 1")

    assert len(servers) > 4
    assert rows == 1


def test_a_start_right_after_kill_9_waits_for_the_old_server_and_takes_over(
    services_folder: Path,
) -> None:
    with Installation(services_folder) as killed:
        killed.urls()
        killed.kill()

        with EmbeddedServices(services_folder) as services:
            answer = sql(services.database_url, "SELECT 1")

    assert answer == 1


def test_kill_9_of_the_guards_ends_the_servers_too(services_folder: Path) -> None:
    with EmbeddedServices(services_folder):
        processes = processes_of(services_folder)
        guards = {pid for pid in processes if _is_guard(pid)}
        _send(signal.SIGKILL, guards)
        wait_until_gone(processes)

    assert len(guards) == 2


def test_a_server_counts_as_running_until_it_is_gone_even_without_its_guard(
    valkey_folder: Path,
) -> None:
    with EmbeddedValkey(valkey_folder):
        guards = {pid for pid in processes_of(valkey_folder) if _is_guard(pid)}
        servers = processes_of(valkey_folder) - guards
        _send(signal.SIGSTOP, servers)
        _send(signal.SIGKILL, guards)
        wait_until_gone(guards)
        while_stopped = GuardedProcess("Valkey", valkey_folder).is_running()
        _send(signal.SIGCONT, servers)
        wait_until_gone(servers)
        afterwards = GuardedProcess("Valkey", valkey_folder).is_running()

    assert (while_stopped, afterwards) == (True, False)


def test_kill_9_of_the_server_itself_is_mended_by_the_next_start(postgres_folder: Path) -> None:
    with EmbeddedPostgres(postgres_folder):
        server = _pid_in(postgres_folder)
        os.kill(server, signal.SIGKILL)
        wait_until_gone([server])

        with EmbeddedPostgres(postgres_folder) as again:
            answer = sql(again.url, "SELECT 1")

    assert answer == 1


@pytest.mark.parametrize("left", ["{us}\n/elsewhere\n1\n1\n\n127.0.0.1\n\nready\n", "", "nonsense"])
def test_a_pid_file_that_a_dead_server_left_is_not_believed(
    postgres_folder: Path, left: str
) -> None:
    # The number may belong to anybody by now: here it is this very process.
    (postgres_folder / "cluster" / "postmaster.pid").write_text(left.format(us=os.getpid()))

    with EmbeddedPostgres(postgres_folder) as server:
        answer = sql(server.url, "SELECT 1")

    assert answer == 1


def test_the_end_of_the_guard_by_a_polite_signal_stops_the_server_in_good_order(
    postgres_folder: Path,
) -> None:
    with EmbeddedPostgres(postgres_folder):
        processes = processes_of(postgres_folder)
        _send(signal.SIGTERM, [pid for pid in processes if _is_guard(pid)])
        wait_until_gone(processes)

    last_words = (postgres_folder / "server.log").read_text().splitlines()[-1]
    assert "database system is shut down" in last_words


def _send(number: signal.Signals, pids: Iterable[int]) -> None:
    for pid in pids:
        os.kill(pid, number)


def _is_guard(pid: int) -> bool:
    return guard.__file__.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()


def _pid_in(postgres_folder: Path) -> int:
    postmaster = Cluster(postgres_folder / "cluster", Path()).postmaster()
    assert postmaster is not None
    return postmaster.pid
