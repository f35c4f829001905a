"""The last step of every line, after which nothing can add a secret."""

import logging
import sys
from typing import TextIO

from app.shared.application.logging.redaction import Redaction


class RedactedLines(logging.Handler):
    """What every handler of ours has; stands before the class that writes."""

    redaction = Redaction()

    def format(self, record: logging.LogRecord) -> str:
        return self.redaction.text(super().format(record))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say that a line was lost. Python's own way prints its arguments, secrets included."""
        kind = sys.exc_info()[0]
        reason = kind.__name__ if kind is not None else "unknown"
        try:
            sys.stderr.write(
                f"a log line of {record.name} ({record.filename}:{record.lineno}) "
                f"could not be written: {reason}\n"
            )
        except (OSError, ValueError):
            return


class RedactingHandler(RedactedLines, logging.StreamHandler[TextIO]):
    def __init__(self, stream: TextIO, redaction: Redaction) -> None:
        super().__init__(stream)
        self.redaction = redaction
