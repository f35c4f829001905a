"""Keeps the viewer to this machine: it changes things without asking for a token."""

from collections.abc import Iterable
from ipaddress import ip_address

from app.sandbox.exchange.asgi import App, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
SAFE_METHODS = frozenset({"GET", "HEAD"})

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SECURITY_HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


class LoopbackOnly:
    """Refuses whoever is elsewhere, and pages of other sites in a browser that is here.

    The Host must name this machine, or a site that rebinds its own name to 127.0.0.1
    could read the page. An Origin, where a browser sends one, must be the page's own.
    """

    def __init__(self, app: App, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
        """`headers` replace those that every answer gets; what `app` says itself comes first."""
        self._app = app
        self._headers = {**dict(SECURITY_HEADERS), **dict(headers)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1000})
            return
        if not _is_from_here(scope):
            await _refuse(send)
            return

        async def send_secured(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                said = list(message.get("headers", ()))  # type: ignore[call-overload]
                names = {name for name, _ in said}
                ours = [pair for pair in self._headers.items() if pair[0] not in names]
                message["headers"] = [*said, *ours]
            await send(message)

        await self._app(scope, receive, send_secured)  # type: ignore[arg-type]


def _is_from_here(scope: Scope) -> bool:
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
    }
    host = headers.get("host", "")
    if not _is_loopback_client(scope) or host.rpartition(":")[0] not in LOOPBACK_NAMES:
        return False
    origin = headers.get("origin")
    return scope["method"] in SAFE_METHODS or origin in (None, f"http://{host}")


def _is_loopback_client(scope: Scope) -> bool:
    client = scope.get("client")
    try:
        return client is not None and ip_address(client[0]).is_loopback
    except ValueError:
        return False


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    text = "The sandbox's viewer answers on this machine only, at 127.0.0.1.\n"
    await send({"type": "http.response.body", "body": text.encode()})
