"""Lines on their way to where they are kept, however slow it is there.

Whoever logs never waits and never fails for it: the queue has an end, and what does not fit is
counted and left out. What the keeping itself logs is left out too, or one line would make the next.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum

from app.shared.application.logging.redaction import Redaction
from app.shared.infrastructure.logging.redacting_handler import RedactedLines

MOST_WAITING = 5000
_keeping: ContextVar[bool] = ContextVar("keeping_log_lines", default=False)


class Dropped(StrEnum):
    """Why a line is kept nowhere but in the log itself."""

    QUEUE_FULL = "queue_full"
    NOT_STORED = "not_stored"
    FAULTY = "faulty"


class LineQueue(RedactedLines, logging.Handler):
    """`wake` is called from whichever thread logs. `dropped` counts."""

    def __init__(
        self,
        level: int,
        redaction: Redaction,
        *,
        wake: Callable[[], None],
        dropped: Callable[[Dropped, int], None],
        most: int = MOST_WAITING,
    ) -> None:
        super().__init__(level)
        self.redaction = redaction
        self._wake = wake
        self._dropped = dropped
        self._most = most
        self._lines: deque[str] = deque()
        self._guard = threading.Lock()

    def __len__(self) -> int:
        return len(self._lines)

    def emit(self, record: logging.LogRecord) -> None:
        if _keeping.get():
            return
        if len(self._lines) >= self._most:
            self._dropped(Dropped.QUEUE_FULL, 1)
            return
        try:
            line = self.format(record)
            with self._guard:
                self._lines.append(line)
            self._wake()
        except Exception:  # noqa: BLE001 - whoever logs must not fail for it
            self._dropped(Dropped.FAULTY, 1)

    def take(self, most: int) -> list[str]:
        with self._guard:
            return [self._lines.popleft() for _ in range(min(most, len(self._lines)))]


@contextmanager
def not_kept() -> Iterator[None]:
    """Nothing that is logged meanwhile goes into a queue."""
    token = _keeping.set(True)
    try:
        yield
    finally:
        _keeping.reset(token)
