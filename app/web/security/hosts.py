"""Answers only to the names that this installation is known by."""

from collections.abc import Set as AbstractSet
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from app.shared.domain.language.saying import say
from app.web.failures import Failure, Told

_WRITTEN_DIFFERENTLY = 100
"""So many ways to write our names, with ports and capitals, are remembered as read."""


class AllowedHosts:
    """Against pages of others that point their own name at us (DNS rebinding)."""

    def __init__(self, *, hosts: AbstractSet[str], public_url: str) -> None:
        self._hosts = hosts
        self._public_url = public_url
        self._known: set[bytes] = set()

    def require_ours(self, scope: Scope) -> None:
        """Raises Failure."""
        if not self._is_ours(scope):
            raise Failure(
                Told(
                    status=400,
                    code="unknown_host",
                    what=say("This installation is not known by the name that you have used."),
                    remedy=say(
                        "Open {address} instead. Whoever runs it can add names with "
                        "WEB_EXTRA_HOSTS.",
                        address=self._public_url,
                    ),
                )
            )

    def _is_ours(self, scope: Scope) -> bool:
        given = [value for name, value in scope["headers"] if name == b"host"]
        if len(given) == 1 and given[0] in self._known:
            return True
        if _name(Headers(scope=scope)) not in self._hosts:
            return False
        if len(self._known) < _WRITTEN_DIFFERENTLY:
            self._known.add(given[0])
        return True


def _name(headers: Headers) -> str:
    """Without port, in small letters; empty for what is no host."""
    given = headers.getlist("host")
    if len(given) != 1:
        return ""
    try:
        parts = urlsplit(f"//{given[0]}")
        _ = parts.port
    except ValueError:
        return ""
    if parts.username is not None or parts.path or parts.query or parts.fragment:
        return ""
    return (parts.hostname or "").lower()
