"""No request may make us hold more than it is worth."""

from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope

from app.web.failures import Failure

LARGEST = 2 * 1024 * 1024
_LENGTH = b"content-length"
_OF_BODIES = frozenset({_LENGTH, b"transfer-encoding"})
"""A request without both of them has no body (RFC 9112, 6.3)."""


class BodyLimit:
    def __init__(self, *, largest: int = LARGEST) -> None:
        self._largest = largest

    def limited(self, scope: Scope, receive: Receive) -> Receive:
        """Raises Failure for who says beforehand that they send more. What is handed out refuses
        who sends more than they said."""
        told = {name: value for name, value in scope["headers"] if name in _OF_BODIES}
        if not told:
            return receive
        said = told.get(_LENGTH, b"0")
        if said.isdigit() and int(said) > self._largest:
            raise Failure.of_status(413)
        seen = 0

        async def receive_counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._largest:
                # What FastAPI lets through when a body cannot be read.
                raise HTTPException(413)
            return message

        return receive_counted
