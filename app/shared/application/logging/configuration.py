"""What a process writes down, and where: to the terminal always, to more where it is told to."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogFormat(StrEnum):
    JSON = "json"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class RotatingFile:
    """A file of JSON lines; when it is full it becomes `<path>.1`, and so on up to `kept`."""

    path: Path
    largest_bytes: int = 10 * 1024 * 1024
    kept: int = 5


@dataclass(frozen=True, slots=True)
class KeptLines:
    """Lines that are kept in the database for the System page."""

    level: LogLevel = LogLevel.INFO
    kept_for: timedelta = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class LogConfiguration:
    """`level` is the least that is written anywhere."""

    level: LogLevel = LogLevel.INFO
    format: LogFormat = LogFormat.JSON
    file: RotatingFile | None = None
    database: KeptLines | None = None
