"""What a server answers when it does not do what was asked, as our own errors."""

from typing import Any, ClassVar

import httpx2

from app.shared.domain.errors import (
    Conflict,
    DomainError,
    Forbidden,
    Invalid,
    NotFound,
    Unavailable,
)

_KINDS: dict[int, type[DomainError]] = {
    401: Forbidden,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: Conflict,
}


class NotOurs(Unavailable):
    """Something answers there, and it is not Guildwright's API."""

    code: ClassVar[str] = "server_not_guildwright"


class ServerUnreachable(Unavailable):
    code: ClassVar[str] = "server_unreachable"


def refused(response: httpx2.Response) -> DomainError:
    """The error that an answer other than 2xx tells of."""
    if response.is_redirect:
        return NotOurs(
            f"The server sends elsewhere: {response.headers.get('location', '')}",
            remedy="Give that address with --server if it is yours; the token was not sent there.",
        )
    problem = _object(response)
    if problem is None or "code" not in problem:
        return not_ours(response)
    code, detail = str(problem["code"]), str(problem.get("detail", ""))
    remedy = " ".join(part for part in (str(problem.get("remedy", "")), _more(problem)) if part)
    if response.status_code == 401:
        detail = "The server does not accept the token: it is wrong, has expired or was revoked."
        remedy = "Make a new one on the server's page “API tokens”."
    default = Unavailable if response.status_code >= 500 or response.status_code == 429 else Invalid
    kind = _KINDS.get(response.status_code, default)
    return _of_code(kind, code)(detail, remedy=remedy)


def not_ours(response: httpx2.Response) -> NotOurs:
    kind = response.headers.get("content-type", "nothing").partition(";")[0]
    return NotOurs(
        f"What answers there is not Guildwright's API (status {response.status_code}, {kind}).",
        remedy="Check --server, and whether a login page or a proxy stands before it.",
    )


def unreachable(url: str, error: httpx2.TransportError) -> ServerUnreachable:
    text = str(error)
    if "CERTIFICATE" in text.upper() or "SSL" in text.upper():
        return ServerUnreachable(
            f"{url} has no certificate that can be trusted: {text}",
            remedy="Check the address. A certificate of your own is named by SSL_CERT_FILE.",
        )
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
        return ServerUnreachable(
            f"Nobody answers at {url}.", remedy="Check the address, and that the web app runs."
        )
    return ServerUnreachable(
        f"{url} did not answer ({type(error).__name__}).",
        remedy="What was asked may have been done all the same: look with `guildwright runs`.",
    )


def _of_code(kind: type[DomainError], code: str) -> type[DomainError]:
    return type(kind.__name__, (kind,), {"code": code})


def _more(problem: dict[str, Any]) -> str:
    places = [
        f"{one['what']} {one.get('remedy', '')}".strip()
        for one in problem.get("problems") or ()
        if isinstance(one, dict) and "what" in one
    ]
    reference = problem.get("reference")
    if int(problem.get("status", 0)) >= 500 and reference:
        places.append(f"The operator finds the details by the reference {reference}.")
    return " ".join(places)


def _object(response: httpx2.Response) -> dict[str, Any] | None:
    try:
        content = response.json()
    except ValueError:
        return None
    return content if isinstance(content, dict) else None
