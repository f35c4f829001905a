"""Cursors: opaque to clients, and anything that is none of ours is refused with its place."""

import base64
import binascii

from app.shared.domain.language.saying import say
from app.web.failures import Failure, Told


def cursor_of(kind: str, value: str) -> str:
    return base64.urlsafe_b64encode(f"{kind}:{value}".encode()).decode().rstrip("=")


def read_cursor(kind: str, cursor: str | None) -> str | None:
    """What `cursor_of` was given. Raises Failure for what it did not give out."""
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        found, _, value = base64.urlsafe_b64decode(padded.encode("ascii")).decode().partition(":")
    except (ValueError, binascii.Error):
        raise cursor_invalid() from None
    if found != kind or not value:
        raise cursor_invalid()
    return value


def cursor_invalid() -> Failure:
    return Failure(
        Told(
            status=422,
            code="cursor_invalid",
            what=say("This is no cursor that a page of this list gave out."),
            remedy=say("Begin at the first page, without a cursor."),
            problems=(
                {
                    "what": say("This is no cursor of this list."),
                    "remedy": say("Leave it out."),
                    "path": ["cursor"],
                    "pointer": "/cursor",
                    "line": None,
                    "column": None,
                },
            ),
        )
    )
