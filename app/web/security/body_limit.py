"""No request may make us hold more than it is worth."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.failures import Failure

LARGEST = 2 * 1024 * 1024


class BodyLimit:
    def __init__(self, app: ASGIApp, *, largest: int = LARGEST) -> None:
        self._app = app
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = Headers(scope=scope).get("content-length", "0")
        if said.isascii() and said.isdecimal() and int(said) > self._largest:
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

        await self._app(scope, receive_counted, send)
