"""The `guildwright` command inside the test's own process, and beside it as a process."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest
import structlog

from app.cli.main import run
from tests.support.processes import PROJECT

_WITHIN_S = 120.0
_COMMAND = (sys.executable, "-c", "from app.cli.main import main; main()")


@dataclass(frozen=True, slots=True)
class Ended:
    """One command line that has ended."""

    code: int
    out: str
    err: str

    @property
    def both(self) -> str:
        return self.out + self.err


class CommandLine:
    """Runs commands in one folder with one environment, inside this process: quick."""

    def __init__(
        self, folder: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]
    ) -> None:
        self.folder = folder
        self._patch = patch
        self._capture = capture
        self.environment: dict[str, str] = {}

    def set(self, **variables: str) -> None:
        """For this process and for those started by `beside`."""
        self.environment.update(variables)
        for name, value in variables.items():
            self._patch.setenv(name, value)

    def __call__(self, *words: str) -> Ended:
        self._capture.readouterr()
        code = run(words)
        captured = self._capture.readouterr()
        return Ended(code, captured.out, captured.err)

    def ok(self, *words: str) -> Ended:
        """A command that must not fail."""
        ended = self(*words)
        assert ended.code == 0, ended.both
        return ended

    def beside(self, *words: str, prefix: tuple[str, ...] = ()) -> "Running":
        """As a process; the words of `prefix` stand before it."""
        return Running((*prefix, *_COMMAND, *words), self.folder, self.environment)

    @property
    def log(self) -> str:
        """Everything that was logged in this folder."""
        path = self.folder / ".guildwright" / "guildwright.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""


class Running:
    """A real process of the command, in a session of its own."""

    def __init__(
        self, words: tuple[str, ...], folder: Path, environment: Mapping[str, str]
    ) -> None:
        self.process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=folder,
            start_new_session=True,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(PROJECT),
                "PYTHONDONTWRITEBYTECODE": "1",
                **environment,
            },
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        # The whole session: what outlives its parent would keep the pipes open for ever.
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def line_with(self, text: str) -> str:
        """Reads what it prints up to the line that has the text."""
        assert self.process.stdout is not None
        heard = []
        for line in self.process.stdout:
            heard.append(line)
            if text in line:
                return line.rstrip("\n")
        raise AssertionError(f"{text!r} was never said: {''.join(heard)}")

    def ask_to_stop(self, number: int = signal.SIGTERM) -> None:
        self.process.send_signal(number)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(_WITHIN_S)

    def ended(self, within_s: float = _WITHIN_S) -> Ended:
        out, err = self.process.communicate(timeout=within_s)
        return Ended(self.process.returncode, out, err)


@pytest.fixture
def guildwright(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[CommandLine]:
    """The command in an empty folder, with nothing of this machine's settings."""
    folder = tmp_path / "a folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("DATABASE_URL", "REDIS_URL", "DISCORD_TOKEN", "DISCORD_API_URL"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    for name in (
        "GUILDWRIGHT_HOME",
        "GUILDWRIGHT_GUILD",
        "GUILDWRIGHT_LANGUAGE",
        "LOG_LEVEL",
        "LOG_FORMAT",
    ):
        monkeypatch.delenv(name, raising=False)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield CommandLine(folder, monkeypatch, capsys)
    root.handlers[:] = handlers
    root.setLevel(level)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()
