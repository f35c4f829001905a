"""The machines we meet: root or not, with and without namespaces, closed folders, full disks."""

import os
import stat
import time
from pathlib import Path

import pytest

from app.shared.domain.errors import Unavailable
from app.shared.infrastructure.embedded.passwords import write_private
from app.shared.infrastructure.embedded.postgres import EmbeddedPostgres
from app.shared.infrastructure.embedded.services import EmbeddedServices
from app.shared.infrastructure.embedded.unprivileged import (
    AS_NOBODY,
    AS_WE_ARE,
    IN_USER_NAMESPACE,
    NOBODY,
    Identity,
)
from tests.integration.embedded.starting import Installation, sql
from tests.support.processes import as_ordinary_user, processes_of, wait_until_gone
from tests.support.small_disks import small_disk

WE_ARE_ROOT = os.geteuid() == 0
WAYS = (IN_USER_NAMESPACE, AS_NOBODY) if WE_ARE_ROOT else (AS_WE_ARE,)


def test_an_ordinary_user_needs_no_right_of_roots(empty_folder: Path) -> None:
    folder = empty_folder / "home of an ordinary user"
    folder.mkdir()
    if WE_ARE_ROOT:
        os.chown(folder, NOBODY, NOBODY)

    with Installation(folder, prefix=as_ordinary_user()) as installation:
        database_url, _ = installation.urls()
        answer = sql(database_url, "SELECT 1")
        owners = {Path(f"/proc/{pid}").stat().st_uid for pid in processes_of(folder)}
        ended = installation.finish()

    assert (answer, ended) == (1, 0)
    assert owners == {NOBODY if WE_ARE_ROOT else os.geteuid()}


@pytest.mark.parametrize("identity", WAYS, ids=lambda way: way.prefix[0] if way.prefix else "us")
def test_each_way_of_giving_up_roots_rights_works_alone(
    postgres_folder: Path, identity: Identity
) -> None:
    with EmbeddedPostgres(postgres_folder, identity=identity) as server:
        answer = sql(server.url, "SELECT 1")
        servers = [pid for pid in processes_of(postgres_folder) if _cwd(pid).name == "cluster"]
        rights = {_rights(pid) for pid in servers}

    assert answer == 1
    assert rights == {0 if WE_ARE_ROOT else _rights(os.getpid())}


def test_data_can_be_taken_from_one_way_to_another(postgres_folder: Path) -> None:
    answers = []
    for identity in (*WAYS, *WAYS):
        with EmbeddedPostgres(postgres_folder, identity=identity) as server:
            sql(server.url, "CREATE TABLE IF NOT EXISTS visits (n int)")
            sql(server.url, "INSERT INTO visits VALUES (1)")
            answers.append(sql(server.url, "SELECT count(*) FROM visits"))

    assert answers == list(range(1, 2 * len(WAYS) + 1))


def test_no_folder_above_the_data_and_no_account_is_changed(services_folder: Path) -> None:
    services_folder.chmod(0o700)
    above = [services_folder, *services_folder.parents]
    before = [path.stat().st_mode for path in above]
    accounts = Path("/etc/passwd").read_bytes()

    with EmbeddedServices(services_folder) as services:
        answer = sql(services.database_url, "SELECT 1")
    after = [path.stat().st_mode for path in above]
    services_folder.chmod(0o755)

    assert answer == 1
    assert after == before
    assert stat.S_IMODE(after[0]) == 0o700
    assert Path("/etc/passwd").read_bytes() == accounts


def test_a_second_start_takes_less_than_a_second(services_folder: Path) -> None:
    took: list[float] = []
    # The best of some: other programs may be using this machine.
    while len(took) < 10 and min(took, default=1) >= 1:
        began = time.monotonic()
        with EmbeddedServices(services_folder):
            took.append(time.monotonic() - began)

    assert min(took) < 1


def test_servers_that_are_named_are_used_and_none_is_started(empty_folder: Path) -> None:
    folder = empty_folder / "never made"

    with EmbeddedServices(folder, database_url="postgresql://a", redis_url="redis://b") as services:
        urls = (services.database_url, services.redis_url)

    assert urls == ("postgresql://a", "redis://b")
    assert not folder.exists()


def test_only_what_is_not_named_is_started(services_folder: Path) -> None:
    with EmbeddedServices(services_folder, database_url="postgresql://a") as services:
        names = {path.name for pid in processes_of(services_folder) for path in [_cwd(pid)]}

    assert services.database_url == "postgresql://a"
    assert "valkey" in names
    assert "cluster" not in names


def test_when_one_server_cannot_start_the_other_is_not_left_running(empty_folder: Path) -> None:
    (empty_folder / "postgres").write_text("a file where a folder should be")

    with pytest.raises(Unavailable), EmbeddedServices(empty_folder):
        pass

    assert processes_of(empty_folder) == set()


def test_a_folder_that_cannot_be_made_is_named_with_what_to_do(empty_folder: Path) -> None:
    (empty_folder / "file").touch()

    with pytest.raises(Unavailable) as refused, EmbeddedPostgres(empty_folder / "file" / "data"):
        pass

    assert refused.value.code == "embedded_folder_unusable"
    assert str(empty_folder / "file" / "data") in str(refused.value)
    assert "DATABASE_URL" in refused.value.remedy


def test_a_folder_that_may_not_be_written_to_is_named_with_what_to_do(empty_folder: Path) -> None:
    # As root nothing is closed, so an ordinary user tries.
    empty_folder.chmod(0o555)

    with Installation(empty_folder / "data", prefix=as_ordinary_user()) as installation:
        problem = installation.problem()

    assert problem["code"] == "embedded_folder_unusable"
    assert "Permission denied" in problem["says"]
    assert "writable" in problem["remedy"]


def test_a_full_disk_is_called_a_full_disk_and_works_again_after_room_was_made(
    empty_folder: Path,
) -> None:
    nearly_full = 'head -c 180M /dev/zero > "$0/filler" && "$@"; rm "$0/filler" && exec "$@"'

    with small_disk(empty_folder, 200) as disk:
        prefix = (*disk.prefix, "sh", "-c", nearly_full, str(disk.folder))
        with Installation(disk.folder / "data", prefix=prefix) as installation:
            problem = installation.problem()
            database_url, _ = installation.urls()
            answer = sql(database_url, "SELECT 1")
            ended = installation.finish()

    assert problem["code"] == "embedded_disk_full"
    assert "Make at least" in problem["remedy"]
    assert (answer, ended) == (1, 0)


def test_data_of_another_version_is_left_alone_with_what_to_do(empty_folder: Path) -> None:
    cluster = empty_folder / "cluster"
    cluster.mkdir()
    (cluster / "PG_VERSION").write_text("9\n")
    (empty_folder / "password").write_text("known")

    with pytest.raises(Unavailable) as refused, EmbeddedPostgres(empty_folder):
        pass

    assert "written by PostgreSQL 9" in str(refused.value)
    assert [path.name for path in cluster.iterdir()] == ["PG_VERSION"]


def test_a_lost_password_is_said_and_not_replaced(empty_folder: Path) -> None:
    cluster = empty_folder / "cluster"
    cluster.mkdir()
    (cluster / "PG_VERSION").write_text("18\n")

    with pytest.raises(Unavailable) as refused, EmbeddedPostgres(empty_folder):
        pass

    assert "password is missing" in str(refused.value).replace(str(empty_folder) + "/", "")
    assert not (empty_folder / "password").exists()


def test_data_of_another_user_is_left_to_them(empty_folder: Path) -> None:
    data = empty_folder / "data"
    if WE_ARE_ROOT:
        data.mkdir()
        os.chown(data, 1234, 1234)
    else:
        data = Path("/")

    with pytest.raises(Unavailable) as refused, EmbeddedPostgres(data):
        pass

    assert "belongs to another user" in str(refused.value)


def test_a_server_that_fails_is_quoted_without_the_password(postgres_folder: Path) -> None:
    settings = postgres_folder / "cluster" / "postgresql.auto.conf"
    before = settings.read_text()
    settings.write_text("no_such_setting = on\n")

    with pytest.raises(Unavailable) as failed, EmbeddedPostgres(postgres_folder):
        pass
    settings.write_text(before)

    told = str(failed.value) + failed.value.remedy
    assert "no_such_setting" in told
    assert (postgres_folder / "password").read_text() not in told


def test_a_start_that_fails_half_way_leaves_nothing_running(postgres_folder: Path) -> None:
    password_file = postgres_folder / "password"
    password = password_file.read_text()
    write_private(password_file, "another")
    server = EmbeddedPostgres(postgres_folder)

    try:
        with pytest.raises(Unavailable, match="password authentication failed"):
            server.start()
    finally:
        write_private(password_file, password)

    wait_until_gone(processes_of(postgres_folder))


def test_the_log_does_not_grow_without_end(empty_folder: Path) -> None:
    folder = empty_folder / "valkey"
    folder.mkdir()
    (folder / "server.log").write_bytes(b"old\n" * 300_000)

    with EmbeddedServices(empty_folder, database_url="postgresql://a"):
        size = (folder / "server.log").stat().st_size

    assert size < 100_000


def _cwd(pid: int) -> Path:
    return Path(f"/proc/{pid}/cwd").readlink()


def _rights(pid: int) -> int:
    """The process's capabilities in force."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1], 16) for line in lines if line.startswith("CapEff:"))
