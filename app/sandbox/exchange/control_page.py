"""Pages that steer the sandbox from another process: JSON in, JSON out, on this machine only."""

from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from app.sandbox.exchange.asgi import App, Receive, Scope, Send
from app.sandbox.exchange.messages import Answer, Exchange
from app.sandbox.exchange.wire import ClientGone, decoded, read_content, send_answer

type Page = Callable[[Exchange], Answer]
"""`path` of the exchange is what follows the page's own address: "" or "/7/release"."""


def control_page(address: str, page: Page) -> App:
    """An application to mount at `address`.

    403 for whoever is not on this machine, or reaches it under a foreign name: a web page that a
    browser loaded from elsewhere must not be able to steer the sandbox. 415 where a body is not
    JSON, 404 and 405 as usual.
    """

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            content = await read_content(receive)
        except ClientGone:
            return
        exchange = Exchange(
            method=scope["method"],
            path=scope["path"].removeprefix(address).rstrip("/"),
            headers=decoded(scope["headers"]),
            content=content,
            client=(scope.get("client") or ("",))[0],
            base=address,
        )
        await send_answer(send, _refusal(exchange) or page(exchange))

    return application


def said(status: int, message: str, **more: object) -> Answer:
    """A refusal with its reason."""
    return Answer.of_json(status, {"message": message, **more})


def _refusal(exchange: Exchange) -> Answer | None:
    host = _host_of(exchange)
    if not _is_loopback(exchange.client) or not (host == "localhost" or _is_loopback(host)):
        return said(403, "This page answers on the machine itself only.")
    content_type = exchange.headers.get("content-type", "").partition(";")[0]
    if exchange.content and content_type != "application/json":
        return said(415, "Send application/json.")
    return None


def _host_of(exchange: Exchange) -> str:
    """The name by which this machine was reached, without the port."""
    try:
        return urlsplit(f"//{exchange.headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
