"""A server process that several processes may share and that outlives none of them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.shared.domain.language.saying import say
from app.shared.infrastructure.embedded import guard
from app.shared.infrastructure.embedded.errors import (
    EmbeddedFolderUnusable,
    EmbeddedServerUnavailable,
    folder_problem,
)
from app.shared.infrastructure.embedded.locks import FileLock, is_held
from app.shared.infrastructure.embedded.unprivileged import NOBODY

_PAUSE_S = 0.005
_TURN_WITHIN_S = 60
_LOG_LINES = 6
_LOG_LIMIT_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stop:
    """A signal, and how many seconds the server may take after it."""

    signal: int
    patience_s: float


class GuardedProcess:
    """The one server of a folder, kept by a guard (see guard.py).

    Used in this order: `turn()` around looking and launching, `leave()` at the end. Whoever has
    had a turn is a user of the server until `leave()` or death.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self._name = name
        self._folder = folder
        self._starting = FileLock(folder / "starting.lock")
        self._users = FileLock(folder / "users.lock")
        self._server_path = folder / "server.lock"
        self._log_path = folder / "server.log"

    @contextmanager
    def turn(self) -> Iterator[int]:
        """Be the only one who looks at the server and launches it, and become one of its users.

        Gives a descriptor: a program that inherits it keeps everybody else waiting until it ends.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._refuse_folder_of_others()
            self._await_turn()
            yield self._starting.fileno()
        except OSError as problem:
            self._users.drop()
            raise folder_problem(self._folder, problem) from problem
        except BaseException:
            self._users.drop()
            raise
        finally:
            self._starting.drop()

    def is_running(self) -> bool:
        """Whether any process of a server that was launched here is alive."""
        return is_held(self._server_path)

    def launch(self, command: Sequence[str], stops: Sequence[Stop], *, to_remove: str = "") -> None:
        """Start the server under its guard. `to_remove` is a folder that goes when it ends."""
        schedule = ",".join(f"{stop.signal}:{stop.patience_s}" for stop in stops)
        words = [sys.executable, "-I", "-S", guard.__file__]
        words += [str(self._folder / "users.lock"), str(self._server_path), schedule, to_remove]
        with self._log_path.open("ab") as log:
            if log.tell() > _LOG_LIMIT_BYTES:
                log.truncate(0)
            launched = subprocess.run(  # noqa: S603 - the words are ours
                [*words, "--", *command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=quiet_environment(),
                # Ctrl-C is for the users; the server goes when they have gone.
                start_new_session=True,
                check=False,
            )
        if launched.returncode != 0:
            raise EmbeddedServerUnavailable(
                say(
                    "The guard of {server} in {folder} did not start.",
                    server=self._name,
                    folder=self._folder,
                ),
                remedy=say("Read {file}, and try again.", file=self._log_path),
            )

    def wait_until(self, ready: Callable[[], bool], within_s: float) -> bool:
        """False when the server ended, or was not ready in time."""
        deadline = time.monotonic() + within_s
        while self.is_running() and time.monotonic() < deadline:
            if ready():
                return True
            time.sleep(_PAUSE_S)
        return False

    def last_words(self) -> str:
        try:
            text = self._log_path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
        return " | ".join(text.splitlines()[-_LOG_LINES:])

    def leave(self, within_s: float) -> None:
        """Stop using the server. Returns when it has ended, or other users keep it."""
        self._users.drop()
        deadline = time.monotonic() + within_s
        while self.is_running() and not self._has_users():
            if time.monotonic() > deadline:
                raise EmbeddedServerUnavailable(
                    say(
                        "{server} in {folder} did not stop within {seconds:.0f} s.",
                        server=self._name,
                        folder=self._folder,
                        seconds=within_s,
                    ),
                    remedy=say("Read {file}, then end the process.", file=self._log_path),
                )
            time.sleep(_PAUSE_S)

    def _await_turn(self) -> None:
        # A guard that is stopping the server holds the users' lock until the server is gone.
        if self._starting.take(within_s=_TURN_WITHIN_S) and self._users.take(
            shared=True, within_s=_TURN_WITHIN_S
        ):
            return
        raise EmbeddedServerUnavailable(
            say(
                "{server} in {folder} is being started or stopped by another process, for more "
                "than {seconds} s.",
                server=self._name,
                folder=self._folder,
                seconds=_TURN_WITHIN_S,
            ),
            remedy=say("Wait for it, or end that process, and try again."),
        )

    def _has_users(self) -> bool:
        # The guard takes the lock alone and keeps it; users share it. So: not free, but open to
        # one more user, means that users have it.
        probe = FileLock(self._folder / "users.lock")
        try:
            return not probe.take() and probe.take(shared=True)
        finally:
            probe.drop()

    def _refuse_folder_of_others(self) -> None:
        owner, we = self._folder.stat().st_uid, os.geteuid()
        if owner == we or (we == 0 and owner == NOBODY):
            return
        raise EmbeddedFolderUnusable(
            say(
                "The folder {folder} belongs to another user (uid {owner}).",
                folder=self._folder,
                owner=owner,
            ),
            remedy=say("Run this as that user, or choose another folder."),
        )


def quiet_environment() -> dict[str, str]:
    """What a server needs of our environment: no secret of ours, no PG* variable, plain English."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {"LC_ALL": "C", "TZ": "UTC", **kept}
