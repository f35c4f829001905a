"""Logging for a whole process: one line per event, the same for our code and for libraries.

Called once, in a composition root. Modules go on using `logging.getLogger(__name__)` or
`structlog.get_logger(__name__)`.
"""

import logging
import sys
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import TextIO

import structlog

from app.shared.application.logging.configuration import LogConfiguration, LogFormat
from app.shared.application.logging.redaction import Redaction
from app.shared.infrastructure.logging.file_handler import FileHandler
from app.shared.infrastructure.logging.processors import (
    add_context,
    as_json,
    as_lines_for_people,
    drop_formatted,
    redact_fields,
)
from app.shared.infrastructure.logging.redacting_handler import RedactedLines, RedactingHandler

_TALKATIVE = ("httpx2",)
"""Writes a line for every request, twenty for each run, which metrics count more cheaply."""


def configure_logging(
    chosen: LogConfiguration, *, secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Send every log line of this process to the stream (default: standard output), and to the
    file that was chosen.

    `secrets` never appear in a line, whoever writes it: see Redaction. Configuring again replaces
    what was configured before. Raises LogFileUnusable. Lines that are kept in the database begin
    once there is one: see `database_log`.
    """
    redaction = Redaction.of(secrets)
    terminal = RedactingHandler(stream or sys.stdout, redaction)
    terminal.setFormatter(
        formatter(redaction, as_json if chosen.format is LogFormat.JSON else as_lines_for_people)
    )
    handlers: list[logging.Handler] = [terminal]
    if chosen.file is not None:
        file = FileHandler(chosen.file, redaction)
        file.setFormatter(formatter(redaction, as_json))
        handlers.append(file)
    _send_everything_to(handlers)
    level = chosen.level.upper()
    logging.getLogger().setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel("WARNING" if level == "INFO" else level)
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *_on_every_line(redaction),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread


def formatter(
    redaction: Redaction, renderer: structlog.typing.Processor = as_json
) -> logging.Formatter:
    """From a record, of ours or of a library, to a line."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_on_every_line(redaction),
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )


def _on_every_line(redaction: Redaction) -> list[structlog.typing.Processor]:
    return [
        add_context,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        drop_formatted,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        # As text and without the values of variables, which may be secrets.
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        structlog.processors.UnicodeDecoder(),
        redact_fields(redaction),
    ]


def _send_everything_to(handlers: list[logging.Handler]) -> None:
    root = logging.getLogger()
    for logger in root.manager.loggerDict.values():
        # A library that brought a handler of its own would write past all redaction.
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True
    for handler in root.handlers:
        if isinstance(handler, RedactedLines):
            handler.close()
    root.handlers[:] = handlers


def _log_uncaught(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    """Python would print the exception itself, past all redaction."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, traceback)
        return
    logging.getLogger("app").critical("uncaught exception", exc_info=(kind, error, traceback))


def _log_uncaught_in_thread(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_value is not None and failed.exc_type is not SystemExit:
        _log_uncaught(failed.exc_type, failed.exc_value, failed.exc_traceback)
