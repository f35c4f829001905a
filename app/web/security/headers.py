"""What every answer tells browsers to forbid."""

from collections.abc import Sequence

from app.web.public_address import PublicAddress

type Header = tuple[bytes, bytes]

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
_NO_DOCUMENTS = (b"text/javascript", b"text/css")
"""Browsers show them as text and run nothing, and everybody may have them: rules for documents
would only weigh each of them."""
_FOR_ALL = ("x-content-type-options", "strict-transport-security")


class SecurityHeaders:
    """Nothing below sets any of them."""

    def __init__(self, *, address: PublicAddress) -> None:
        headers = {
            "content-security-policy": _POLICY,
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "permissions-policy": ", ".join(f"{name}=()" for name in _NOT_NEEDED),
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
        }
        if address.is_encrypted:
            headers["strict-transport-security"] = f"max-age={_YEAR}"
        self._headers = [(name.encode(), text.encode()) for name, text in headers.items()]
        self._for_all = [one for one in self._headers if one[0].decode() in _FOR_ALL]

    def added_to(self, headers: Sequence[Header]) -> list[Header]:
        kind = next((value for name, value in headers if name == b"content-type"), b"")
        return [*headers, *(self._for_all if kind.startswith(_NO_DOCUMENTS) else self._headers)]
