"""Every way in which a secret may be logged."""

import logging

import structlog

from app.shared.application.logging.context import log_bound

SECRET = "swordfish"
"""One of the installation's own."""
OPAQUE = "q8ZrT2mW0xLk4Yv9Nc7Pb3"
"""Looks like one."""
HIDDEN_BY_NAME = "short"
EVERY_SECRET = (SECRET, OPAQUE, HIDDEN_BY_NAME)
LINES = 12


def log_secrets() -> None:
    """Writes so many lines."""
    ours, theirs = structlog.get_logger("app"), logging.getLogger("library")
    ours.info("plain", value=SECRET, nested={"deep": [f"x{SECRET}x"]}, obj=ValueError(SECRET))
    ours.info(f"in the text {SECRET}")
    ours.info("with %s", SECRET)
    ours.info("named", token=HIDDEN_BY_NAME, headers={"Authorization": HIDDEN_BY_NAME})
    ours.bind(client_secret=HIDDEN_BY_NAME).info("bound")
    ours.info("header", sent=f"Bot {OPAQUE}", url=f"redis://:{OPAQUE}@h/0")
    theirs.info("text %s and %r", SECRET, {"token": OPAQUE})
    theirs.info("extra", extra={"authorization": HIDDEN_BY_NAME, "address": f"a://b:{OPAQUE}@c"})
    theirs.info({"password": OPAQUE})
    with log_bound(request_id=SECRET):
        theirs.info("context")
    for logger in (ours, theirs):
        try:
            _fail()
        except RuntimeError:
            logger.exception("failed")


def _fail() -> None:
    cause = ValueError(f"could not reach redis://:{OPAQUE}@h/0")
    raise RuntimeError(f"with {SECRET}") from cause
