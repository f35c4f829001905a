"""Who a request claims to come from, by its headers alone."""

from dataclasses import dataclass

from starlette.datastructures import Headers

from app.shared.application.ports.web_sessions import SessionSecret
from app.web.security.cookies import SESSION

_BEARER = "bearer "


@dataclass(frozen=True, slots=True)
class Claim:
    """The secret of a session, the text of a token, or neither. Nobody has checked them yet."""

    secret: SessionSecret | None = None
    bearer: str | None = None


NO_CLAIM = Claim()


def claim_of(headers: Headers) -> Claim:
    """Whoever sends an Authorization header is who that says: the cookie does not count."""
    given = headers.get("authorization")
    if given is not None:
        is_bearer = given.lower().startswith(_BEARER)
        return Claim(bearer=given[len(_BEARER) :].strip() if is_bearer else "")
    secret = SESSION.value_in(headers.get("cookie", ""))
    return Claim(secret=SessionSecret(secret)) if secret else NO_CLAIM
