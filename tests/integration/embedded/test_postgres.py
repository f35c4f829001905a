"""One PostgreSQL server: what it holds, who may enter, and what it gives away."""

import socket
import stat
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from app.shared.infrastructure.embedded.ports import free_port
from app.shared.infrastructure.embedded.postgres import EmbeddedPostgres
from tests.integration.embedded.starting import command_lines, environment_of, password_of, sql
from tests.support.processes import processes_of


async def test_a_first_start_makes_an_empty_database_that_sqlalchemy_reaches(
    empty_folder: Path,
) -> None:
    # Inside a running event loop, too.
    with EmbeddedPostgres(empty_folder / "new here") as server:
        engine = create_async_engine(server.url)
        async with engine.connect() as connection:
            name = await connection.scalar(text("SELECT current_database()"))
            encoding = await connection.scalar(text("SHOW server_encoding"))
        await engine.dispose()

    assert (name, encoding) == ("guildwright", "UTF8")


def test_what_was_written_is_there_after_a_stop_and_a_start(postgres_folder: Path) -> None:
    with EmbeddedPostgres(postgres_folder) as server:
        sql(server.url, "CREATE TABLE kept AS SELECT 42 AS n")

    with EmbeddedPostgres(postgres_folder) as server:
        kept = sql(server.url, "SELECT n FROM kept")

    assert kept == 42


def test_the_server_ends_with_the_block_that_started_it(postgres_folder: Path) -> None:
    with EmbeddedPostgres(postgres_folder):
        during = processes_of(postgres_folder)

    assert len(during) > 1
    assert processes_of(postgres_folder) == set()


def test_writes_are_safe_against_power_failure_unless_a_test_gives_that_up(
    postgres_folder: Path,
) -> None:
    with EmbeddedPostgres(postgres_folder) as server:
        durable = sql(server.url, "SHOW fsync")
    with EmbeddedPostgres(postgres_folder, durable=False) as server:
        quick = sql(server.url, "SHOW fsync")

    assert (durable, quick) == ("on", "off")


def test_a_wrong_password_is_refused_on_the_port_and_on_the_socket(postgres_folder: Path) -> None:
    with EmbeddedPostgres(postgres_folder) as server:
        for host in ("127.0.0.1", str(postgres_folder / "sockets")):
            with pytest.raises(asyncpg.InvalidPasswordError):
                sql(server.url, "SELECT 1", host=host, password="guess")
            assert sql(server.url, "SELECT 1", host=host) == 1


def test_the_server_is_reached_from_this_machine_only(postgres_folder: Path) -> None:
    with EmbeddedPostgres(postgres_folder) as server:
        addresses = sql(server.url, "SHOW listen_addresses")
        sockets = (postgres_folder / "sockets").stat()

    assert addresses == "127.0.0.1"
    assert stat.S_IMODE(sockets.st_mode) == 0o700


def test_the_password_stands_in_one_private_file_and_nowhere_else(postgres_folder: Path) -> None:
    with EmbeddedPostgres(postgres_folder) as server:
        password = password_of(server.url)
        seen = command_lines()
        environment = environment_of(processes_of(postgres_folder))
        shown = repr(server)

    holders = [
        path
        for path in postgres_folder.rglob("*")
        if path.is_file() and password.encode() in path.read_bytes()
    ]
    assert str(postgres_folder) in seen
    assert password not in seen + environment + shown
    assert holders == [postgres_folder / "password"]
    assert stat.S_IMODE(holders[0].stat().st_mode) == 0o600


def test_the_server_is_told_nothing_of_our_environment(
    postgres_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret-of-the-environment")
    monkeypatch.setenv("PGPORT", "1")

    with EmbeddedPostgres(postgres_folder):
        environment = environment_of(processes_of(postgres_folder))

    assert "TZ=UTC" in environment
    assert "secret-of-the-environment" not in environment


def test_the_port_stays_the_same_from_start_to_start(postgres_folder: Path) -> None:
    with EmbeddedPostgres(postgres_folder) as server:
        first = server.url
    with EmbeddedPostgres(postgres_folder) as server:
        second = server.url

    assert first == second


def test_a_port_that_somebody_takes_at_the_last_moment_is_left_to_them(
    postgres_folder: Path,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        theirs = taken.getsockname()[1]
        choices = iter([theirs])

        def choose(wanted: int | None) -> int:
            return next(choices, None) or free_port(wanted)

        with EmbeddedPostgres(postgres_folder, choose_port=choose) as server:
            ours = make_url(server.url).port
            answer = sql(server.url, "SELECT 1")

    assert answer == 1
    assert ours != theirs


def test_a_path_too_long_for_a_socket_gets_a_short_private_one_that_goes_at_the_end(
    empty_folder: Path, postgres_folder: Path
) -> None:
    folder = empty_folder / ("long " * 30)
    folder.symlink_to(postgres_folder)

    with EmbeddedPostgres(folder) as server:
        port = make_url(server.url).port
        quoted = str(sql(server.url, "SHOW unix_socket_directories"))
        sockets = Path(quoted.strip('"'))
        mode = stat.S_IMODE(sockets.stat().st_mode)
        names = {path.name for path in sockets.iterdir()}

    assert mode == 0o700
    assert f".s.PGSQL.{port}" in names
    assert not sockets.exists()


def test_two_folders_have_two_servers_side_by_side(
    postgres_folder: Path, empty_folder: Path
) -> None:
    with (
        EmbeddedPostgres(postgres_folder) as one,
        EmbeddedPostgres(empty_folder, durable=False) as other,
    ):
        ports = {make_url(one.url).port, make_url(other.url).port}

    assert len(ports) == 2


def test_an_address_is_not_made_up_before_the_start_or_after_the_stop(
    postgres_folder: Path,
) -> None:
    server = EmbeddedPostgres(postgres_folder)
    with pytest.raises(RuntimeError):
        _ = server.url

    server.start()
    assert server.url_of("other_test").endswith("/other_test")
    server.stop()
    server.stop()

    with pytest.raises(RuntimeError):
        _ = server.url
