"""What went wrong, as it is told over HTTP: to programs and to people alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Self

from app.shared.domain.errors import (
    Conflict,
    DomainError,
    Forbidden,
    Invalid,
    NotFound,
    Unavailable,
)
from app.shared.domain.language.saying import say, to_say

_STATUS: dict[type[DomainError], HTTPStatus] = {
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    Forbidden: HTTPStatus.FORBIDDEN,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
_TITLES: dict[int, str] = {
    400: to_say("This request cannot be read"),
    401: to_say("You are not signed in"),
    403: to_say("This is not allowed"),
    404: to_say("There is nothing here"),
    405: to_say("This address does not do that"),
    409: to_say("Things have changed meanwhile"),
    412: to_say("Things have changed meanwhile"),
    413: to_say("This is too large"),
    415: to_say("This kind of content is not understood"),
    422: to_say("This cannot be accepted"),
    428: to_say("The version that you start from is missing"),
    429: to_say("Too many requests"),
    500: to_say("Something broke on our side"),
    502: to_say("Discord did not do its part"),
    503: to_say("Something is out of reach"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`what` happened, what it means and the `remedy`; `code` is for programs."""

    status: int
    code: str
    what: str
    remedy: str = ""
    problems: tuple[Mapping[str, Any], ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    """Further members of the problem, such as what an edit collided with."""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return title_of(self.status)


def title_of(status: int) -> str:
    title = _TITLES.get(status)
    return HTTPStatus(status).phrase if title is None else say(title)


def status_of(error: type[DomainError]) -> HTTPStatus:
    """Its kind decides."""
    return next(
        (_STATUS[kind] for kind in error.__mro__ if kind in _STATUS),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )


_OF_STATUS: dict[int, tuple[str, str, str]] = {
    400: (
        "bad_request",
        to_say("The request is not one that can be read."),
        to_say("Check how it was sent."),
    ),
    404: (
        "not_found",
        to_say("This address leads nowhere, or to something that is gone."),
        to_say("Check the address, or go back to your servers."),
    ),
    405: (
        "method_not_allowed",
        to_say("This address does not take that method."),
        to_say("See the API's docs."),
    ),
    413: (
        "too_large",
        to_say("The request is larger than 2 MB, which is more than is accepted."),
        to_say("Send less at once."),
    ),
    415: (
        "unsupported_media_type",
        to_say("The body has a type that is not understood."),
        to_say("Send JSON."),
    ),
}


class Failure(Exception):
    """Raised by the web's own parts, where there is no error of the domain to raise."""

    def __init__(self, told: Told) -> None:
        super().__init__(told.what)
        self.told = told

    @classmethod
    def of_status(cls, status: int, headers: Mapping[str, str] | None = None) -> Self:
        return cls(told_of_status(status, headers))


class GoTo(Exception):
    """The page is elsewhere: a local path."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def told_of_status(status: int, headers: Mapping[str, str] | None = None) -> Told:
    """For what a framework refuses, which knows a number only."""
    if status in _OF_STATUS:
        code, what, remedy = _OF_STATUS[status]
        what, remedy = say(what), say(remedy)
    else:
        code, remedy = f"http_{status}", ""
        what = say("The request was refused with {status}.", status=status)
    return Told(status=status, code=code, what=what, remedy=remedy, headers=headers or {})


def told_of_error(error: DomainError) -> Told:
    """Its kind decides the status, wherever it was raised. `details` of the error go along."""
    status = status_of(type(error))
    return Told(status=status, code=error.code, what=error.message, remedy=error.remedy)


def told_unexpected() -> Told:
    """Says nothing of what happened: that stands in the log under the reference."""
    return Told(
        status=500,
        code="unexpected",
        what=say("Something went wrong that should not have. Nothing that you typed is wrong."),
        remedy=say(
            "Try again. If it stays, give the reference below to whoever runs this "
            "installation: it leads to the details."
        ),
    )


def not_signed_in() -> Failure:
    return Failure(
        Told(
            status=401,
            code="not_signed_in",
            what=say("You are not signed in, or your session has ended."),
            remedy=say(
                "Sign in again; what you were looking at comes back. Programs send "
                "Authorization: Bearer gw_…"
            ),
            headers={"www-authenticate": "Bearer"},
        )
    )
