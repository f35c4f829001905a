"""Valkey (Redis) on a machine that has none running: for demos, tests and small installations."""

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Self

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.shared.domain.language.saying import say
from app.shared.infrastructure.embedded.binaries import valkey_program
from app.shared.infrastructure.embedded.errors import EmbeddedServerUnavailable, server_failed
from app.shared.infrastructure.embedded.passwords import password_in, write_private
from app.shared.infrastructure.embedded.ports import (
    LOOPBACK,
    free_port,
    is_taken,
    read_port,
    write_port,
)
from app.shared.infrastructure.embedded.process import GuardedProcess, Stop
from app.shared.infrastructure.embedded.unprivileged import ending_with_parent

_READY_WITHIN_S = 60.0
_PORT_TRIES = 5
_ANSWER_WITHIN_S = 2.0
_STOPS = (Stop(signal.SIGTERM, 20), Stop(signal.SIGKILL, 5))


class EmbeddedValkey:
    """The Valkey server of one folder, shared by all processes that start it there.

    It listens on loopback, asks for a password, keeps an append-only file, and ends when the last
    process that started it stops it or dies.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        program: Path | None = None,
        choose_port: Callable[[int | None], int] = free_port,
    ) -> None:
        self._folder = data_dir.absolute()
        self._program = program
        self._choose_port = choose_port
        self._process = GuardedProcess("Valkey", self._folder)
        self._port = 0
        self._password = ""

    def __repr__(self) -> str:
        return f"EmbeddedValkey({str(self._folder)!r}, port={self._port})"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where the server is, password included: never print it."""
        if not self._port:
            raise RuntimeError("the server has not been started")
        return f"redis://:{self._password}@{LOOPBACK}:{self._port}/0"

    def start(self) -> None:
        """Start the server, or join the one that runs here. Raises EmbeddedServerUnavailable."""
        program = self._program or valkey_program()
        with self._process.turn():
            self._password = password_in(self._folder / "password")
            port = self._port_of_running()
            self._port = port if port is not None else self._launch(program)

    def stop(self) -> None:
        """Stop using the server; it ends unless other processes use it. May be called again."""
        if self._port:
            self._port = 0
            self._process.leave(within_s=sum(stop.patience_s for stop in _STOPS))

    def _port_of_running(self) -> int | None:
        last = read_port(self._folder)
        if last is None or not self._process.is_running():
            return None
        if self._process.wait_until(lambda: self._is_ours(last), _READY_WITHIN_S):
            return last
        if not self._process.is_running():
            return None
        raise EmbeddedServerUnavailable(
            say(
                "The Valkey server that already runs in {folder} does not answer.",
                folder=self._folder,
            ),
            remedy=say("End the process that started it, and try again."),
        )

    def _launch(self, program: Path) -> int:
        wanted = read_port(self._folder)
        for _ in range(_PORT_TRIES):
            port = self._choose_port(wanted)
            if self._launch_on(port, program):
                return port
            if self._process.is_running() or not is_taken(port):
                break
            wanted = None
        raise server_failed("Valkey", self._folder, self._process.last_words())

    def _launch_on(self, port: int, program: Path) -> bool:
        settings = self._folder / "valkey.conf"
        write_private(settings, self._settings(port))
        write_port(self._folder, port)
        self._process.launch(
            (*ending_with_parent("TERM"), str(program), str(settings)),
            _STOPS,
        )
        return self._process.wait_until(lambda: self._is_ours(port), _READY_WITHIN_S)

    def _settings(self, port: int) -> str:
        lines = (
            f"bind {LOOPBACK}",
            f"port {port}",
            f"requirepass {self._password}",
            f"dir {_quoted(self._folder)}",
            "appendonly yes",
            'save ""',
            "daemonize no",
            "always-show-logo no",
        )
        return "\n".join(lines) + "\n"

    def _is_ours(self, port: int) -> bool:
        """Whether a server with our password and our folder answers there."""
        try:
            with redis.Redis(
                host=LOOPBACK,
                port=port,
                password=self._password,
                socket_timeout=_ANSWER_WITHIN_S,
                socket_connect_timeout=_ANSWER_WITHIN_S,
                retry=Retry(NoBackoff(), retries=0),
                decode_responses=True,
            ) as client:
                folder = client.config_get("dir")["dir"]
        except redis.RedisError:
            return False
        return Path(folder).exists() and Path(folder).samefile(self._folder)


def _quoted(path: Path) -> str:
    """A path in the form of valkey.conf, where every byte may be written in hexadecimal."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in bytes(path)) + '"'
