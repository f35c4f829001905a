"""The sandbox as a process beside us, which dies with us."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import ClassVar, Self

from app.shared.domain.errors import Unavailable

_READY_WITHIN_S = 60.0
_GOES_WITHIN_S = 5.0


class SandboxFailed(Unavailable):
    code: ClassVar[str] = "sandbox_failed"

    def __init__(self, said: str) -> None:
        super().__init__(
            f"The sandbox ended. It said: {said}" if said else "The sandbox ended.",
            remedy="Start it alone to see more: guildwright sandbox",
        )


@dataclass(frozen=True, slots=True)
class Introduction:
    """`url` is the page for people; `api` and `token` are for programs.

    An application signs people in by sending them to `authorize_url`, and asks for tokens with
    `client_id` and `client_secret`.
    """

    url: str
    api: str
    token: str
    guild_id: int
    guild_name: str
    owner_id: int
    client_id: str
    client_secret: str
    authorize_url: str


class SandboxChild:
    """`python -m app.sandbox` with these words, for the time of a `with` block.

    It is started at once and loads while we do; `introduction` waits for it.
    """

    def __init__(self, *words: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - the words are ours
            [
                sys.executable,
                *("-m", "app.sandbox", "--with-parent", str(os.getpid())),
                *words,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # Ctrl-C is for us: a run that is under way needs the sandbox to come to its end.
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.terminate()
        try:
            self._process.communicate(timeout=_GOES_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def wait(self) -> int:
        """Until it ends. Ctrl-C ends it, as it should."""
        try:
            return self._process.wait()
        except KeyboardInterrupt:
            return 0

    def introduction(self) -> Introduction:
        """Waits until it can be reached. Raises SandboxFailed."""
        watchdog = threading.Timer(_READY_WITHIN_S, self._process.kill)
        watchdog.start()
        try:
            line = self._process.stdout.readline() if self._process.stdout is not None else ""
        finally:
            watchdog.cancel()
        if not line:
            said = self._process.communicate()[1].strip()
            raise SandboxFailed(said.splitlines()[-1] if said else "")
        said = json.loads(line)
        return Introduction(
            url=said["url"],
            api=said["api"],
            token=said["token"],
            guild_id=int(said["guild_id"]),
            guild_name=said["guild_name"],
            owner_id=int(said["owner_id"]),
            client_id=said["client_id"],
            client_secret=said["client_secret"],
            authorize_url=said["authorize_url"],
        )
