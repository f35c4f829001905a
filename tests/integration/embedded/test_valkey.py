"""One Valkey server: what it holds, who may enter, and what it gives away."""

import socket
import stat
from pathlib import Path

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.shared.infrastructure.embedded.ports import free_port
from app.shared.infrastructure.embedded.valkey import EmbeddedValkey
from tests.integration.embedded.starting import command_lines, environment_of, password_of
from tests.support.processes import processes_of


def test_what_was_written_is_there_after_a_stop_and_a_start(valkey_folder: Path) -> None:
    with EmbeddedValkey(valkey_folder) as server, redis.Redis.from_url(server.url) as client:
        client.set("kept", "yes")

    with EmbeddedValkey(valkey_folder) as server, redis.Redis.from_url(server.url) as client:
        kept = client.get("kept")

    assert kept == b"yes"


def test_the_server_ends_with_the_block_that_started_it(valkey_folder: Path) -> None:
    with EmbeddedValkey(valkey_folder):
        during = processes_of(valkey_folder)

    assert len(during) > 1
    assert processes_of(valkey_folder) == set()


def test_nobody_gets_in_without_the_password_or_from_another_machine(valkey_folder: Path) -> None:
    with EmbeddedValkey(valkey_folder) as server:
        port = int(server.url.rsplit(":", 1)[1].removesuffix("/0"))
        for password in (None, "guess"):
            at_once = Retry(NoBackoff(), retries=0)
            with (
                redis.Redis(port=port, password=password, retry=at_once) as stranger,
                pytest.raises(redis.AuthenticationError),
            ):
                stranger.ping()
        with redis.Redis.from_url(server.url) as client:
            addresses = client.config_get("bind")

    assert addresses == {"bind": "127.0.0.1"}


def test_the_password_stands_in_private_files_and_nowhere_else(valkey_folder: Path) -> None:
    with EmbeddedValkey(valkey_folder) as server:
        password = password_of(server.url)
        seen = command_lines()
        environment = environment_of(processes_of(valkey_folder))
        shown = repr(server)

    holders = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in valkey_folder.rglob("*")
        if path.is_file() and password.encode() in path.read_bytes()
    }
    assert str(valkey_folder) in seen
    assert password not in seen + environment + shown
    assert holders == {"password": 0o600, "valkey.conf": 0o600}


def test_a_port_that_somebody_takes_at_the_last_moment_is_left_to_them(
    valkey_folder: Path,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        theirs = taken.getsockname()[1]
        choices = iter([theirs])

        def choose(wanted: int | None) -> int:
            return next(choices, None) or free_port(wanted)

        with EmbeddedValkey(valkey_folder, choose_port=choose) as server:
            url = server.url
            with redis.Redis.from_url(url) as client:
                answer = client.ping()

    assert answer is True
    assert f":{theirs}/" not in url


def test_any_path_that_the_file_system_takes_will_do(empty_folder: Path) -> None:
    folder = empty_folder / 'a "quoted" \\ folder\twith # and ünïcode'

    with EmbeddedValkey(folder) as server, redis.Redis.from_url(server.url) as client:
        client.set("written", "yes")

    assert (folder / "appendonlydir").is_dir()
