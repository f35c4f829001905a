"""Keeps what the log says of a request that went wrong, under the reference it was shown with."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from app.shared.application.logging.context import log_context
from app.shared.application.logging.redaction import Redaction
from app.shared.application.ports.error_log import ErrorLine, ErrorLog
from app.shared.domain.errors import Unavailable

_MOST_WAITING = 500
"""Lines that wait to be kept; more are left to the log itself."""


@asynccontextmanager
async def keeping_errors(log: ErrorLog, redaction: Redaction) -> AsyncIterator[None]:
    """Warnings and worse, of this process, while it is entered. Losing one loses a convenience:
    the log itself has it too."""
    handler = _Handler(redaction)
    root = logging.getLogger()
    root.addHandler(handler)
    writing = asyncio.create_task(_write(handler, log))
    try:
        yield
    finally:
        root.removeHandler(handler)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)


class _Handler(logging.Handler):
    def __init__(self, redaction: Redaction) -> None:
        super().__init__(logging.WARNING)
        self._redaction = redaction
        self._format = logging.Formatter()
        self._loop = asyncio.get_running_loop()
        self.waiting: asyncio.Queue[tuple[str, ErrorLine]] = asyncio.Queue()

    def emit(self, record: logging.LogRecord) -> None:
        reference = log_context().request_id
        if reference is None or self.waiting.qsize() >= _MOST_WAITING:
            return
        line = self._line(record)
        # Lines come from threads too.
        self._loop.call_soon_threadsafe(self.waiting.put_nowait, (reference, line))

    def _line(self, record: logging.LogRecord) -> ErrorLine:
        failed = self._format.formatException(record.exc_info) if record.exc_info else ""
        ids = {name: str(value) for name, value in log_context().fields().items()}
        return ErrorLine(
            at=datetime.fromtimestamp(record.created, UTC),
            level=record.levelname.lower(),
            event=self._redaction.text(record.getMessage()),
            logger=record.name,
            exception=self._redaction.text(failed),
            details=ids,
        )


async def _write(handler: _Handler, log: ErrorLog) -> None:
    while True:
        reference, line = await handler.waiting.get()
        try:
            await log.keep(reference, line)
        except Unavailable:
            # Saying so would be one more line to keep.
            continue
