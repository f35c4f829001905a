"""How often somebody may ask, and what they are told who ask more often."""

from math import ceil

from app.shared.application.ports.rate_limits import Allowance
from app.shared.domain.language.saying import say, say_counted
from app.web.failures import Failure, Told
from app.web.security.headers import CSP_REPORTS

OF_SIGNING_IN = Allowance("sign-in", 20, 60)
OF_CSP_REPORTS = Allowance("csp-report", 30, 60)
STRICTER = {
    "/sign-in": OF_SIGNING_IN,
    "/auth/callback": OF_SIGNING_IN,
    CSP_REPORTS: OF_CSP_REPORTS,
}
"""By path. These are counted by address, whoever is signed in."""


def require_within(wait: float | None) -> None:
    """Raises Failure with 429 for who has to wait."""
    if wait is not None:
        raise Failure(_too_many(ceil(wait)))


def _too_many(seconds: int) -> Told:
    return Told(
        status=429,
        code="too_many_requests",
        what=say("There were more requests from you than are served in a minute."),
        remedy=say_counted(
            seconds, "Wait {number} seconds, then go on.", "Wait {number} seconds, then go on."
        ),
        headers={"retry-after": str(seconds)},
    )
