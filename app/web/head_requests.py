"""HEAD is GET without the answer's body (RFC 9110, 9.3.2): monitors and link checkers ask so."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LISTENS_FOR_LEAVING = "2.3"
"""The newest version of ASGI by which Starlette heeds that a stream's reader has gone."""


class HeadRequests:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        answered = asyncio.Event()

        async def receive_until_answered() -> Message:
            # A stream of events ends when its reader goes, and this one has seen enough.
            asked = asyncio.ensure_future(receive())
            enough = asyncio.ensure_future(answered.wait())
            await asyncio.wait({asked, enough}, return_when=asyncio.FIRST_COMPLETED)
            enough.cancel()
            if asked.done():
                return asked.result()
            asked.cancel()
            return {"type": "http.disconnect"}

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
                await send({"type": "http.response.body", "body": b""})
                answered.set()

        asgi = {**scope.get("asgi", {}), "spec_version": _LISTENS_FOR_LEAVING}
        await self._app({**scope, "method": "GET", "asgi": asgi}, receive_until_answered, send_head)
