"""Where log lines of a command go: to a file beside the databases, so that people see sentences."""

import io
import logging
import os
import secrets
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO, cast

from app.cli.data_folder import data_folder
from app.shared.application.logging.configuration import LogConfiguration, LogFormat, LogLevel
from app.shared.infrastructure.logging.configuration import configure_logging
from app.shared.infrastructure.settings import (
    InvalidSettings,
    Settings,
    load_settings,
)

log = logging.getLogger(__name__)

_LARGEST = 2 * 1024 * 1024
_SECRETS = ("DISCORD_TOKEN", "DATABASE_URL", "REDIS_URL", "WEB_CLIENT_SECRET")


def log_path() -> Path:
    return data_folder() / "guildwright.log"


def log_to_file(settings: Settings) -> None:
    """Send the log to the file. It is made with the first line, readable by its owner alone."""
    level = settings.logging.level
    if level is LogLevel.INFO and "level" not in settings.logging.model_fields_set:
        level = LogLevel.WARNING
    # LOG_FILE is for what runs as a service.
    chosen = LogConfiguration(level=level, format=settings.logging.format)
    stream = cast(TextIO, _FileMadeLate(log_path()))
    configure_logging(chosen, secrets=settings.secrets(), stream=stream)
    sys.unraisablehook = _log_unraisable


def log_to_terminal(settings: Settings) -> None:
    """For what runs as a service: every line to standard output, as LOG_FORMAT says. Standard error
    is left to what ends such a process before it can log.

    At a terminal lines are for people unless LOG_FORMAT says otherwise.
    """
    chosen = settings.logging.configuration()
    if sys.stdout.isatty() and "format" not in settings.logging.model_fields_set:
        chosen = replace(chosen, format=LogFormat.CONSOLE)
    configure_logging(chosen, secrets=settings.secrets(), stream=sys.stdout)
    sys.unraisablehook = _log_unraisable


def keep_unexpected(error: Exception) -> tuple[str, str]:
    """Write down what happened. A short reference to it, and a sentence that says where it is."""
    reference = secrets.token_hex(4)
    stream = _FileMadeLate(log_path())
    try:
        settings = load_settings()
        level, hidden = settings.logging.level, settings.secrets()
    except InvalidSettings:
        # What could not be read as a setting may still be a secret.
        level = LogLevel.INFO
        hidden = tuple(os.environ.get(name, "") for name in _SECRETS)
    configure_logging(LogConfiguration(level), secrets=hidden, stream=cast(TextIO, stream))
    log.error("a command failed, reference %s", reference, exc_info=error)
    if stream.problem:
        return reference, f"The details could not be written to {log_path()}: {stream.problem}."
    return reference, f"The details are in {log_path()}"


class _FileMadeLate(io.TextIOBase):
    """A text file that comes to be when something is written. Never raises: logs are no work."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.problem = ""

    def write(self, text: str, /) -> int:
        try:
            with self._open() as file:
                file.write(text)
        except OSError as problem:
            self.problem = problem.strerror or type(problem).__name__
        return len(text)

    def _open(self) -> TextIO:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
        handle = os.open(self._path, flags, 0o600)
        if os.fstat(handle).st_size > _LARGEST:
            os.truncate(handle, 0)
        return os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace")


def _log_unraisable(unraisable: Any) -> None:
    """Python would print the traceback to the terminal."""
    error = unraisable.exc_value
    log.warning("%s", unraisable.err_msg or "an error that nobody could take", exc_info=error)
