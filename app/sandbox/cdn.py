"""Uploaded files under the address that messages name: what Discord's CDN is."""

from app.sandbox.exchange.asgi import Receive, Scope, Send
from app.sandbox.exchange.messages import Answer
from app.sandbox.exchange.wire import send_answer
from app.sandbox.world.files import PREFIX
from app.sandbox.world.world import World

_SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp")


class Cdn:
    """Asks for no token: who knows the address may read."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1000})
            return
        await send_answer(send, self._answer(scope["method"], scope["path"]))

    def _answer(self, method: str, path: str) -> Answer:
        """Only pictures are shown by browsers; everything else is saved, whatever it says it is."""
        if method not in ("GET", "HEAD"):
            return Answer(405)
        parts = path.removeprefix(f"{PREFIX}/").split("/")
        file = (
            self._world.files.get(int(parts[1])) if len(parts) == 3 and _is_id(parts[1]) else None
        )
        if file is None or (parts[0], parts[2]) != (str(file.channel_id), file.filename):
            return Answer(404, b"This content is no longer available.")
        headers = {
            "content-type": file.content_type,
            "x-content-type-options": "nosniff",
            "content-security-policy": "default-src 'none'; sandbox",
        }
        if file.content_type not in _SHOWN:
            headers["content-disposition"] = "attachment"
        return Answer(200, file.content if method == "GET" else b"", headers)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 20
