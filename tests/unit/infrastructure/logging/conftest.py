"""Logging as it was, after each test."""

import io
import logging
import sys
import threading
from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """Where lines of the terminal may go."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, sys.excepthook, threading.excepthook)
    yield io.StringIO()
    for handler in root.handlers:
        if handler not in before[0]:
            handler.close()
    root.handlers[:], level, sys.excepthook, threading.excepthook = before
    root.setLevel(level)
    logging.getLogger("httpx2").setLevel(logging.NOTSET)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()
