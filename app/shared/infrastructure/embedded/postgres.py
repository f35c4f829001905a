"""PostgreSQL on a machine that has none running: for demos, tests and small installations."""

import shutil
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Self

from app.shared.domain.language.saying import say
from app.shared.infrastructure.embedded.asking import Door, NoAnswer
from app.shared.infrastructure.embedded.binaries import postgres_programs
from app.shared.infrastructure.embedded.cluster import OWNER, Cluster
from app.shared.infrastructure.embedded.errors import EmbeddedServerUnavailable, server_failed
from app.shared.infrastructure.embedded.passwords import password_in
from app.shared.infrastructure.embedded.ports import (
    LOOPBACK,
    free_port,
    is_taken,
    read_port,
    write_port,
)
from app.shared.infrastructure.embedded.process import GuardedProcess, Stop
from app.shared.infrastructure.embedded.unprivileged import (
    Identity,
    ending_with_parent,
    unprivileged_identity,
)

DATABASE = "guildwright"
_READY_WITHIN_S = 60.0
_PORT_TRIES = 5
_STOPS = (Stop(signal.SIGINT, 20), Stop(signal.SIGQUIT, 5), Stop(signal.SIGKILL, 5))
# The kernel takes 107 bytes; the server adds "/.s.PGSQL.65535.lock".
_SOCKET_FOLDER_LIMIT_BYTES = 107 - len("/.s.PGSQL.65535.lock")


class EmbeddedPostgres:
    """The PostgreSQL server of one folder, shared by all processes that start it there.

    It listens on loopback and on a private socket, asks for a password, and ends when the last
    process that started it stops it or dies. Safe to start again on the same data at any time.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        durable: bool = True,
        programs: Path | None = None,
        identity: Identity | None = None,
        choose_port: Callable[[int | None], int] = free_port,
    ) -> None:
        """`durable=False` trades safety against power failure for speed: for tests only."""
        self._folder = data_dir.absolute()
        self._durable = durable
        self._programs = programs
        self._identity = identity
        self._choose_port = choose_port
        self._process = GuardedProcess("PostgreSQL", self._folder)
        self._port = 0
        self._password = ""

    def __repr__(self) -> str:
        return f"EmbeddedPostgres({str(self._folder)!r}, port={self._port})"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where the application's database is, password included: never print it."""
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        if not self._port:
            raise RuntimeError("the server has not been started")
        return f"postgresql+asyncpg://{OWNER}:{self._password}@{LOOPBACK}:{self._port}/{database}"

    def start(self) -> None:
        """Start the server, or join the one that runs here. Raises EmbeddedServerUnavailable."""
        cluster = Cluster(self._folder / "cluster", self._programs or postgres_programs())
        with self._process.turn() as turn:
            self._password = self._read_password(cluster)
            port = self._port_of_running(cluster)
            if port is None:
                port = self._launch(cluster, turn)
            self._ensure_database(port)
            self._port = port

    def stop(self) -> None:
        """Stop using the server; it ends unless other processes use it. May be called again."""
        if self._port:
            self._port = 0
            self._process.leave(within_s=sum(stop.patience_s for stop in _STOPS))

    def _read_password(self, cluster: Cluster) -> str:
        path = self._folder / "password"
        if cluster.exists() and not path.exists():
            raise EmbeddedServerUnavailable(
                say(
                    "The password of the database in {folder} is gone: {path} is missing.",
                    folder=self._folder,
                    path=path,
                ),
                remedy=say(
                    "Put that file back, or move the folder away to begin with an empty one."
                ),
            )
        return password_in(path)

    def _port_of_running(self, cluster: Cluster) -> int | None:
        if self._process.is_running():
            return self._await_answer(cluster)
        found = cluster.postmaster()
        if found is None or not cluster.is_served_by(found.pid):
            # Dead, or a number that by now is somebody else's: nothing works on these files.
            return None
        if self._is_ours(cluster, found.port):
            return found.port
        raise EmbeddedServerUnavailable(
            say(
                "Another PostgreSQL server (pid {number}) works on {place}, and it does not take "
                "the password of this folder.",
                number=found.pid,
                place=cluster.folder,
            ),
            remedy=say(
                "Stop that server, or choose another folder than {folder}.", folder=self._folder
            ),
        )

    def _await_answer(self, cluster: Cluster) -> int | None:
        def answers() -> bool:
            running = cluster.postmaster()
            return running is not None and running.is_ready and self._is_ours(cluster, running.port)

        ready = self._process.wait_until(answers, _READY_WITHIN_S)
        found = cluster.postmaster()
        if ready and found is not None:
            return found.port
        if not self._process.is_running():
            return None
        raise EmbeddedServerUnavailable(
            say(
                "The PostgreSQL server that already runs in {folder} does not answer.",
                folder=self._folder,
            ),
            remedy=say("End the process that started it, and try again."),
        )

    def _launch(self, cluster: Cluster, turn: int) -> int:
        identity = self._identity or unprivileged_identity(
            cluster.programs / "postgres", self._folder
        )
        identity.own(self._folder)
        if not cluster.exists():
            password_file = self._folder / "password"
            cluster.create(identity, password_file, turn, durable=self._durable)
        cluster.refuse_other_version()
        wanted = read_port(self._folder)
        for _ in range(_PORT_TRIES):
            port = self._choose_port(wanted)
            if self._launch_on(port, cluster, identity):
                write_port(self._folder, port)
                return port
            if self._process.is_running() or not is_taken(port):
                break
            wanted = None
        raise server_failed("PostgreSQL", self._folder, self._process.last_words())

    def _launch_on(self, port: int, cluster: Cluster, identity: Identity) -> bool:
        cluster.forget_postmaster()
        sockets, to_remove = self._socket_folder(identity)
        options = {
            "listen_addresses": LOOPBACK,
            "port": str(port),
            "unix_socket_directories": f'"{sockets}"',
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "jit": "off",
            # As in docker-compose.yml: four workers at their busiest take more than the usual 100.
            "max_connections": "200",
        }
        if not self._durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        words = [f"--{name}={value}" for name, value in options.items()]
        command = identity.command(
            *ending_with_parent("INT"),
            str(cluster.programs / "postgres"),
            "-D",
            str(cluster.folder),
            *words,
        )
        self._process.launch(command, _STOPS, to_remove=to_remove)

        def is_ready() -> bool:
            found = cluster.postmaster()
            return found is not None and found.is_ready

        return self._process.wait_until(is_ready, _READY_WITHIN_S)

    def _socket_folder(self, identity: Identity) -> tuple[str, str]:
        """The folder for the socket, and what of it must go when the server ends."""
        beside = self._folder / "sockets"
        if len(bytes(beside)) <= _SOCKET_FOLDER_LIMIT_BYTES and '"' not in str(beside):
            shutil.rmtree(beside, ignore_errors=True)
            beside.mkdir(mode=0o700)
            identity.own(beside)
            return str(beside), ""
        short = Path(tempfile.mkdtemp(prefix="guildwright-", dir="/tmp"))
        identity.own(short)
        return str(short), str(short)

    def _is_ours(self, cluster: Cluster, port: int) -> bool:
        """Whether a server with our password and our files answers there."""
        try:
            folder = Path(str(Door(port, self._password).ask("SHOW data_directory")))
        except NoAnswer:
            return False
        return folder.exists() and folder.samefile(cluster.folder)

    def _ensure_database(self, port: int) -> None:
        door = Door(port, self._password)
        try:
            if door.ask(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'") is None:  # noqa: S608
                door.ask(f"CREATE DATABASE {DATABASE}")
        except NoAnswer as problem:
            raise server_failed("PostgreSQL", self._folder, str(problem)) from problem
