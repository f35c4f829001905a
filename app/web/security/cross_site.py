"""Refuses what another site makes a signed-in browser send.

Two locks, each enough by itself: the request says that it comes from our own pages, and it carries
the session's token, which no other site can read.
"""

import hmac

from starlette.datastructures import Headers
from starlette.types import Scope

from app.shared.domain.language.saying import say
from app.web.failures import Failure, Told
from app.web.public_address import PublicAddress
from app.web.security.caller import caller_of
from app.web.security.headers import CSP_REPORTS

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class CrossSiteGuard:
    """For every method that changes something, of whoever is signed in by cookie."""

    def __init__(self, *, address: PublicAddress) -> None:
        self._origin = address.origin

    def require_own(self, scope: Scope) -> None:
        """Raises Failure, and Unavailable where nobody knows whose session it is."""
        # Browsers send reports by themselves, and nothing but a line in the log comes of one.
        if scope["method"] in _SAFE or scope["path"] == CSP_REPORTS:
            return
        caller = caller_of(scope)
        if caller.unknown_because is not None:
            raise caller.unknown_because
        if caller.session is None:
            return
        headers = Headers(scope=scope)
        if not self._comes_from_own_page(headers):
            raise Failure(_other_site())
        given = headers.get("x-csrf-token", "")
        if not hmac.compare_digest(given.encode(), caller.session.csrf.encode()):
            raise Failure(_no_token())

    def _comes_from_own_page(self, headers: Headers) -> bool:
        """Whichever of the two is sent must be right; one of them must be sent."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if origin is None and site is None:
            return False
        return origin in (None, self._origin) and site in (None, "same-origin")


def _other_site() -> Told:
    return Told(
        status=403,
        code="cross_site",
        what=say("This request did not come from one of our own pages, so nothing was done."),
        remedy=say(
            "Open Guildwright at its own address and do it there. Programs use an API token."
        ),
    )


def _no_token() -> Told:
    return Told(
        status=403,
        code="csrf_token",
        what=say("This page was opened in another session, so nothing was done."),
        remedy=say("Reload the page and try again. Programs use an API token."),
    )
