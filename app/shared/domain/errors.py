"""The kinds of failure the domain can report.

Each edge (command line, HTTP, Discord) maps these five kinds once. A new error subclasses a
kind, so it never needs a new line in an edge's table.

    DomainError
    ├── Invalid       the request can never be accepted as it is
    ├── NotFound      the thing named does not exist, or the caller may not know that it does
    ├── Conflict      the request was fine, but the world moved on: reload and try again
    ├── Forbidden     the caller is known and is not allowed to do this
    └── Unavailable   something we depend on did not answer: trying later may work
"""

from typing import ClassVar


class DomainError(Exception):
    """A failure that people are told about.

    `code` is part of the public contract: programs match on it, so it never changes. The message
    says what happened; `remedy` says what to do about it, and may be empty.
    """

    code: ClassVar[str] = "domain_error"

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class Invalid(DomainError):
    """The request can never be accepted as it is."""

    code: ClassVar[str] = "invalid"


class NotFound(DomainError):
    """The thing named does not exist, or the caller may not know that it does."""

    code: ClassVar[str] = "not_found"


class Conflict(DomainError):
    """The request was fine, but the world moved on."""

    code: ClassVar[str] = "conflict"


class Forbidden(DomainError):
    """The caller is known and is not allowed to do this."""

    code: ClassVar[str] = "forbidden"


class Unavailable(DomainError):
    """Something we depend on did not answer. Trying later may work."""

    code: ClassVar[str] = "unavailable"
