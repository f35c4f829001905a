"""The cookies of the web app: what they are called, and how they are set and read."""

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Self

from starlette.requests import Request
from starlette.responses import Response

from app.web.public_address import PublicAddress


@dataclass(frozen=True, slots=True)
class Cookie:
    """Never readable by scripts, never sent along from other sites but by following a link.

    The prefix `__Host-` makes browsers hold it to this one host: no subdomain can set it.
    """

    name: str
    seconds: int | None

    @classmethod
    def at(cls, _address: PublicAddress, name: str, *, seconds: int | None) -> Self:
        """Browsers take Secure cookies over plain HTTP from this machine's own addresses."""
        return cls(f"__Host-{name}", seconds)

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
        """From the text of a Cookie header."""
        if self.name not in header:
            return None
        try:
            found = SimpleCookie(header).get(self.name)
        except CookieError:
            return None
        return None if found is None else found.value
