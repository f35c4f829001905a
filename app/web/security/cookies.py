"""The cookies of the web app: what they are called, and how they are set and read."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from app.shared.application.ports.sign_in import ATTEMPT_SECONDS
from app.shared.application.ports.web_sessions import LONGEST


@dataclass(frozen=True, slots=True)
class Cookie:
    """`seconds` is how long browsers keep it. Scripts never read it, and what other sites make a
    browser send goes without it, unless a person follows a link.

    The prefix `__Host-` makes browsers hold it to this one host: no subdomain can set it.
    """

    name: str
    seconds: int

    def set_on(self, response: Response, value: str) -> None:
        response.set_cookie(
            self.name,
            value,
            max_age=self.seconds,
            path="/",
            secure=True,
            httponly=True,
            samesite="lax",
        )

    def clear_on(self, response: Response) -> None:
        response.delete_cookie(self.name, path="/", secure=True, httponly=True, samesite="lax")

    def read_from(self, request: Request) -> str | None:
        return self.value_in(request.headers.get("cookie", ""))

    def value_in(self, header: str) -> str | None:
        """From the text of a Cookie header; the last where there are several. Ours are made of
        characters that are never written otherwise."""
        value = None
        for part in header.split(";"):
            name, _, text = part.partition("=")
            if name.strip() == self.name:
                value = text.strip().strip('"')
        return value


SESSION = Cookie("__Host-gw", int(LONGEST.total_seconds()))
"""Holds the secret of a session, which ends by itself: what browsers keep of it opens nothing."""
ATTEMPT = Cookie("__Host-gw-sign-in", ATTEMPT_SECONDS)
"""Ties the way to Discord and back to one browser."""
