"""What every answer tells browsers to forbid."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.public_address import PublicAddress

CSP_REPORTS = "/csp-report"
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' https://cdn.discordapp.com data:",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        f"report-uri {CSP_REPORTS}",
    )
)
_NOT_NEEDED = ("camera", "geolocation", "microphone", "payment", "usb")
_YEAR = 31536000
_NO_DOCUMENTS = ("text/javascript", "text/css")
"""Browsers show them as text and run nothing, and everybody may have them: rules for documents
would only weigh each of them."""
_FOR_ALL = ("x-content-type-options", "strict-transport-security")


class SecurityHeaders:
    def __init__(self, app: ASGIApp, *, address: PublicAddress) -> None:
        self._app = app
        self._headers = {
            "content-security-policy": _POLICY,
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "permissions-policy": ", ".join(f"{name}=()" for name in _NOT_NEEDED),
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
        }
        if address.is_encrypted:
            self._headers["strict-transport-security"] = f"max-age={_YEAR}"
        self._for_all = {name: self._headers[name] for name in _FOR_ALL if name in self._headers}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_document = not headers.get("content-type", "").startswith(_NO_DOCUMENTS)
                headers.update(self._headers if is_document else self._for_all)
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)
