"""Lines in a file that begins anew before it fills the disk."""

import io
import os
from logging.handlers import RotatingFileHandler
from typing import ClassVar

from app.shared.application.logging.configuration import RotatingFile
from app.shared.application.logging.redaction import Redaction
from app.shared.domain.errors import Invalid
from app.shared.domain.language.saying import say
from app.shared.infrastructure.logging.redacting_handler import RedactedLines


class LogFileUnusable(Invalid):
    code: ClassVar[str] = "log_file_unusable"


class FileHandler(RedactedLines, RotatingFileHandler):
    """Readable by its owner alone. Raises LogFileUnusable where it cannot be written at all; what
    happens to it later costs lines, and is said on standard error."""

    def __init__(self, file: RotatingFile, redaction: Redaction) -> None:
        try:
            file.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            super().__init__(
                file.path,
                maxBytes=file.largest_bytes,
                backupCount=file.kept,
                encoding="utf-8",
                errors="backslashreplace",
            )
        except OSError as problem:
            raise LogFileUnusable(
                say(
                    "The log cannot be written to {path}: {strerror}.",
                    path=file.path,
                    strerror=problem.strerror,
                ),
                remedy=say("Name a file in LOG_FILE that this process may write, or leave it out."),
            ) from problem
        self.redaction = redaction

    def _open(self) -> io.TextIOWrapper:
        # Also after it has begun anew, or was moved away by somebody else.
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
        handle = os.open(self.baseFilename, flags, 0o600)
        return os.fdopen(handle, "a", encoding=self.encoding, errors=self.errors)
